import { afterAll, beforeAll, expect, test } from 'vitest';
import { setOperator } from '../../../src/adapters/dynamodb/workspaces/operators.ts';
import { periodOf } from '../../../src/plans/period.ts';
import { type PeopleApi, type Somebody, startPeopleApi } from '../people/people-api.ts';

let api: PeopleApi;
let operator: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  operator = await api.register();
  await setOperator(api.table, operator.email, true);
});
afterAll(() => api.stop());

const THIS_MONTH = periodOf(Date.now());
const admin = (workspaceId: string, what: string) => `/v1/admin/workspaces/${workspaceId}/${what}`;

/** An original that came in and waits for its first run. */
async function recording(owner: Somebody) {
  const file = { file_name: 'a.mp4', size_bytes: 12, process: false };
  const { body } = await owner.post('/v1/recordings', file);
  await fetch(body.upload.missing[0].url, { method: 'PUT', body: 'no video....' });
  const path = `/v1/recordings/${body.recording.recording_id}`;
  await owner.post(`${path}/complete`, {});
  return path;
}

test('of eleven runs on the free plan one is refused, and is told what is used of what', async () => {
  const owner = await api.register();
  const paths = await Promise.all(Array.from({ length: 11 }, () => recording(owner)));
  const answers = await Promise.all(paths.map(path => owner.post(`${path}/process`, {})));
  const refused = answers.filter(({ status }) => status !== 202);
  expect(refused).toEqual([
    expect.objectContaining({
      status: 429,
      body: expect.objectContaining({
        code: 'quota_exceeded',
        quota: { used: 10, limit: 10, resets_at: expect.any(String), plan: 'free' },
      }),
    }),
  ]);
  const { body: quota } = await owner.get('/v1/users/me/quota');
  expect(quota).toMatchObject({
    recordings: { used: 10, limit: 10, available: 0 },
    current_usage: { period: THIS_MONTH, recordings_count: 10, storage_bytes: 132 },
    storage: { limit_gb: 5 },
    concurrent_tasks: { used: 0, limit: 1, available: 1 },
    is_overage_enabled: false,
  });

  const change = { version: 0, pay_as_you_go_enabled: true, pay_as_you_go_monthly_limit: 60 };
  const { body: changed } = await owner.patch('/v1/subscription', change);
  expect(changed).toMatchObject({ pay_as_you_go_enabled: true, version: 1 });
  expect((await owner.patch('/v1/subscription', change)).body.code).toBe('version_conflict');
  const last = paths.find((_, at) => answers[at]?.status === 429);
  expect((await owner.post(`${last}/process`, {})).status).toBe(202);
  const more = await recording(owner);
  expect((await owner.post(`${more}/process`, {})).body.code).toBe('quota_exceeded');
  const items = [
    {
      ...{ period: THIS_MONTH, recordings_count: 11 },
      ...{ overage_recordings_count: 1, overage_cost: 50 },
    },
  ];
  const list = { items, currency: 'USD', cursor: null };
  expect((await owner.get('/v1/usage')).body).toEqual(list);
  expect((await owner.get('/v1/users/me/quota/history')).body).toEqual(list);
  expect((await owner.get('/v1/usage?from=202001&to=202012')).body.items).toEqual([]);
  const { body: log } = await owner.get('/v1/audit?action=subscription.change');
  expect(log.items).toMatchObject([{ before: { version: 0 }, after: { version: 1 } }]);
});

test('a file that the plan has no room for is refused before a byte', async () => {
  const owner = await api.register();
  const file = { file_name: 'a.mp4', size_bytes: 5 * 1024 ** 3 + 1, process: false };
  const { status, body } = await owner.post('/v1/recordings', file);
  expect([status, body.code]).toEqual([429, 'quota_exceeded']);
  expect(body.quota).toMatchObject({ used: 0, limit: 5 * 1024 ** 3, resets_at: null });
});

test('plans are listed as they are data', async () => {
  const { body } = await (await api.register()).get('/v1/plans');
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
    ...['free', 'plus', 'pro', 'enterprise'],
  ]);
  expect(body.items[1]).toMatchObject({ price_month: 1000, currency: 'USD', overage_price: 40 });
});

test('the operator sets a plan and what is agreed, and both logs tell', async () => {
  const owner = await api.register();
  const { workspaceId } = owner;
  const plan = { version: 0, plan: 'pro', expires_at: '2099-01-01T00:00:00Z' };
  const { body: set } = await operator.put(admin(workspaceId, 'plan'), plan);
  expect(set).toMatchObject({ plan: 'pro', effective_plan: 'pro', version: 1 });
  const quotas = { version: 1, recordings_per_month: 0 };
  const { body: agreed } = await operator.put(admin(workspaceId, 'quotas'), quotas);
  expect(agreed).toMatchObject({
    custom: { recordings_per_month: 0, storage_gb: null },
    effective: { recordings_per_month: 0, storage_gb: 100 },
  });
  const path = await recording(owner);
  expect((await owner.post(`${path}/process`, {})).body).toMatchObject({
    quota: { used: 0, limit: 0, plan: 'pro' },
  });
  const past = { version: 2, plan: 'pro', expires_at: '2020-01-01T00:00:00Z' };
  const { body: expired } = await operator.put(admin(workspaceId, 'plan'), past);
  expect(expired).toMatchObject({
    effective_plan: 'free',
    effective: { recordings_per_month: 10 },
  });
  const { body: own } = await owner.get('/v1/audit');
  const agreements = own.items.filter((item: { actor: string }) => item.actor === 'operator');
  expect(agreements).toMatchObject([
    { action: 'subscription.plan', ip: '' },
    { action: 'subscription.quotas' },
    { action: 'subscription.plan' },
  ]);
  const { body: log } = await operator.get(`/v1/admin/audit?target=${workspaceId}&limit=2`);
  expect(log.items).toMatchObject([
    { action: 'subscription.plan', actor: expect.stringMatching(/^usr_/) },
    { action: 'subscription.quotas', target: workspaceId },
  ]);
  const next = `/v1/admin/audit?target=${workspaceId}&limit=2&cursor=${log.cursor}`;
  expect((await operator.get(next)).body.items).toHaveLength(1);
});

test('in a suspended workspace nobody works until it is restored', async () => {
  const owner = await api.register();
  const suspend = admin(owner.workspaceId, 'suspend');
  expect((await operator.post(suspend, {})).body).toMatchObject({
    suspended_at: expect.any(String),
  });
  expect((await owner.get('/v1/users/me/quota')).body.code).toBe('suspended');
  expect((await operator.post(suspend, {})).body.code).toBe('conflict');
  const restore = admin(owner.workspaceId, 'restore');
  expect((await operator.post(restore, {})).body).toMatchObject({ suspended_at: null });
  expect((await owner.get('/v1/users/me/quota')).status).toBe(200);
  expect((await operator.post(restore, {})).body.code).toBe('conflict');
});

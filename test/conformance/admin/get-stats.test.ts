import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { taskRepository } from '../../../src/adapters/dynamodb/pipeline/task-repository.ts';
import { recordingRepository } from '../../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { setOperator } from '../../../src/adapters/dynamodb/workspaces/operators.ts';
import { trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import { periodOf } from '../../../src/plans/period.ts';
import { sampleCharge, sampleRecording, sampleTask } from '../../support/samples.ts';
import { type PeopleApi, type Somebody, startPeopleApi } from '../people/people-api.ts';

let api: PeopleApi;
let operator: Somebody;
const owners: Somebody[] = [];
const THIS_MONTH = periodOf(Date.now());
const GIGABYTE = 1024 ** 3;

beforeAll(async () => {
  api = await startPeopleApi();
  operator = await api.register();
  await setOperator(api.table, operator.email, true);
  for (let at = 0; at < 5; at += 1) owners.push(await api.register());
});
afterAll(() => api.stop());

const workspaceOf = (owner: Somebody) => trustedWorkspaceId(owner.workspaceId);
const setPlan = (owner: Somebody, plan: string, version = 0) =>
  operator.put(`/v1/admin/workspaces/${owner.workspaceId}/plan`, { version, plan });

/** A recording of so many gigabytes, and a run over it. */
async function work(owner: Somebody, gigabytes: number, plan: string, done: boolean) {
  const recordings = recordingRepository(api.table);
  const tasks = taskRepository(api.table);
  const storedBytes = gigabytes * GIGABYTE;
  const recording = sampleRecording({ workspaceId: workspaceOf(owner), storedBytes });
  await recordings.insert(recording);
  const charge = sampleCharge({ period: THIS_MONTH, plan, overage: { price: 40, most: null } });
  const task = sampleTask(recording);
  const guard = { from: ['DOWNLOADED'], firstRun: false };
  await tasks.enqueue(task, { ...guard, charge: { ...charge, limit: done ? 10 : 0 } });
  const found = (await tasks.find({ ...recording, taskId: task.taskId })) ?? task;
  await tasks.finish(found, { task: 'SUCCEEDED', status: 'READY' }, 9);
  return recording;
}

/** What the table really has: the only place where rows are counted. */
async function counted() {
  const { client, tableName: TableName } = api.table;
  const rows: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
    );
    rows.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  const of = (entity: string) => rows.filter(row => row.__edb_e__ === entity);
  const plans = new Map(of('subscription').map(row => [row.workspaceId, row.plan]));
  const planOf = (row: Record<string, unknown>) => plans.get(row.workspaceId) ?? 'free';
  const units = of('ledger').filter(({ state }) => state === 'committed');
  return {
    users: of('user').length,
    workspaces: of('workspace').length,
    suspended: of('workspace').filter(row => row.suspendedAt !== undefined).length,
    recordings: of('recording').length,
    gigabytes:
      of('recording').reduce((sum, row) => sum + Number(row.storedBytes ?? 0), 0) / GIGABYTE,
    byPlan: Object.groupBy(of('workspace'), row => String(planOf(row))),
    bytesOf: (plan: string) =>
      of('recording')
        .filter(row => planOf(row) === plan)
        .reduce((sum, row) => sum + Number(row.storedBytes ?? 0), 0),
    done: units.length,
    cost: units.reduce((sum, row) => sum + Number(row.price ?? 0), 0),
  };
}

test('sums are what a count of all rows finds, after whatever happened at once', async () => {
  const [one, two, three, four, five] = owners;
  if (!one || !two || !three || !four || !five) throw new TypeError('nobody');
  await one.post('/v1/workspaces', { name: 'Another', time_zone: 'UTC' });
  await api.join(one, 'viewer');
  const [first] = await Promise.all([
    work(one, 1, 'free', true),
    work(one, 2, 'free', true),
    work(two, 3, 'free', true),
    work(three, 1, 'free', false),
    setPlan(two, 'pro'),
    setPlan(three, 'plus'),
  ]);
  await Promise.all([work(two, 2, 'pro', true), setPlan(three, 'enterprise', 1)]);
  const recordings = recordingRepository(api.table);
  await recordings.setStored(first, 0);
  for (const _twice of [1, 2]) await recordings.remove(first);
  await operator.post(`/v1/admin/workspaces/${four.workspaceId}/suspend`);
  await operator.post(`/v1/admin/workspaces/${five.workspaceId}/suspend`);
  await operator.post(`/v1/admin/workspaces/${five.workspaceId}/restore`);

  const rows = await counted();
  const { body: overview } = await operator.get('/v1/admin/stats/overview');
  expect(overview).toMatchObject({
    total_users: rows.users,
    total_workspaces: rows.workspaces,
    suspended_workspaces: rows.suspended,
    total_recordings: rows.recordings,
    total_storage_gb: rows.gigabytes,
    total_plans: 4,
  });
  const { body: quotas } = await operator.get('/v1/admin/stats/quotas');
  expect(quotas).toMatchObject({
    ...{ period: THIS_MONTH, total_recordings: rows.done, total_overage_cost: rows.cost },
  });
  for (const plan of quotas.plans) {
    expect(plan).toMatchObject({
      total_workspaces: rows.byPlan[plan.plan_name]?.length ?? 0,
      total_storage_gb: rows.bytesOf(plan.plan_name) / GIGABYTE,
    });
    expect(overview.workspaces_by_plan[plan.plan_name]).toBe(plan.total_workspaces);
  }
  expect(rows).toMatchObject({ users: 7, workspaces: 7, suspended: 1, recordings: 4, done: 5 });
});

test('workspaces are listed once each, plan by plan and page by page', async () => {
  const seen: { workspace_id: string; plan_name: string }[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor ? `&cursor=${cursor}` : '';
    const { body } = await operator.get(`/v1/admin/stats/users?limit=2${next}`);
    seen.push(...body.items);
    cursor = body.cursor;
  } while (cursor);
  const { workspaces } = await counted();
  expect(new Set(seen.map(({ workspace_id }) => workspace_id)).size).toBe(workspaces);
  expect(seen).toHaveLength(workspaces);
  const { body } = await operator.get('/v1/admin/stats/users?plan_name=pro');
  expect(body.items).toMatchObject([{ workspace_id: owners[1]?.workspaceId, plan_name: 'pro' }]);
});

test('only those are listed that use more than they have, however many come before', async () => {
  const [one] = owners;
  const quotas = { version: 0, storage_gb: 1 };
  await operator.put(`/v1/admin/workspaces/${one?.workspaceId}/quotas`, quotas);
  const { body } = await operator.get('/v1/admin/stats/users?exceeded_only=true&limit=1');
  expect(body.items).toMatchObject([
    { workspace_id: one?.workspaceId, is_exceeding: true, storage_used_gb: 2, storage_limit_gb: 1 },
  ]);
});

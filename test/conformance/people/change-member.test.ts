import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

const change = (by: Somebody, of: Somebody, role: string, version = 1) =>
  by.patch(`/v1/members/${of.id}`, { role, version });

test('another role counts from the next call on, and is noted', async () => {
  const somebody = await api.join(owner, 'viewer');
  expect((await somebody.get('/v1/members')).status).toBe(403);
  const { status, body } = await change(owner, somebody, 'manager');
  expect(status).toBe(200);
  expect(body).toMatchObject({ role: 'manager', version: 2, email: somebody.email });
  expect((await somebody.get('/v1/members')).status).toBe(200);
  await change(owner, somebody, 'cashier', 2);
  expect((await somebody.get('/v1/members')).status).toBe(403);
  const { items } = (await owner.get(`/v1/audit?target=${somebody.id}`)).body;
  expect(items).toMatchObject([
    { action: 'member.change', before: { role: 'manager' }, after: { role: 'cashier' } },
    { action: 'member.change', before: { role: 'viewer' }, after: { role: 'manager' } },
    { action: 'member.join', actor: somebody.id, after: { role: 'viewer' } },
  ]);
});

test('managers neither make nor change owners', async () => {
  const manager = await api.join(owner, 'manager');
  const viewer = await api.join(owner, 'viewer');
  expect((await change(manager, viewer, 'marketing')).status).toBe(200);
  for (const [of, role] of [
    [viewer, 'owner'],
    [manager, 'owner'],
    [owner, 'viewer'],
  ] as const) {
    const reply = await change(manager, of, role);
    expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
  }
});

test('the last owner stays', async () => {
  const alone = await api.register();
  const reply = await change(alone, alone, 'viewer');
  expect([reply.status, reply.body.code]).toEqual([409, 'last_owner']);
  expect((await alone.get('/v1/users/me')).body.role).toBe('owner');
});

test.each(Array.from({ length: 10 }, (_, round) => round))(
  'of two owners who demote each other one wins (%i)',
  async () => {
    const one = await api.register();
    const two = await api.join(one, 'owner');
    const replies = await Promise.all([change(one, two, 'viewer'), change(two, one, 'viewer')]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const loser = replies.find(({ status }) => status !== 200);
    // Whoever came later is told so, or has no right to it any more.
    expect(loser?.body.code).toBeOneOf(['last_owner', 'forbidden']);
    const roles = [one, two].map(async ({ get }) => (await get('/v1/users/me')).body.role);
    expect((await Promise.all(roles)).sort()).toEqual(['owner', 'viewer']);
  },
);

test('a role that was changed meanwhile is not changed again', async () => {
  const somebody = await api.join(owner, 'viewer');
  await change(owner, somebody, 'marketing');
  const reply = await change(owner, somebody, 'manager');
  expect([reply.status, reply.body.code]).toEqual([409, 'version_conflict']);
});

test('a member of another workspace is as unknown as nobody', async () => {
  const other = await api.register();
  const foreign = await change(owner, other, 'viewer');
  const nobody = await owner.patch(`/v1/members/usr_${'0'.repeat(26)}`, {
    role: 'viewer',
    version: 1,
  });
  for (const { status, body } of [foreign, nobody]) {
    expect([status, body.code, body.detail]).toEqual([404, 'not_found', 'No such member.']);
  }
});

test.each([
  { name: 'a role that is none', body: { role: 'king', version: 1 }, path: 'role' },
  { name: 'the operator', body: { role: 'operator', version: 1 }, path: 'role' },
  { name: 'a flag', body: { role: 'viewer', version: 1, is_operator: true }, path: 'is_operator' },
  { name: 'no version', body: { role: 'viewer' }, path: 'version' },
])('refuses $name', async ({ body, path }) => {
  const reply = await owner.patch(`/v1/members/${owner.id}`, body);
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, path]);
});

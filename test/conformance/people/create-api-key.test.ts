import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

import { ScanCommand } from '@aws-sdk/lib-dynamodb';

const make = (by: Somebody, scopes: string[], more = {}) =>
  by.post('/v1/api-keys', { name: 'Studio', scopes, ...more });

test('a key is shown once, works at once, and is kept as a hash', async () => {
  const { status, body } = await make(owner, ['people.read']);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    name: 'Studio',
    scopes: ['people.read'],
    key: expect.stringMatching(/^castline_key_[\w-]{43}$/),
    last_four: body.key.slice(-4),
    ...{ created_by: owner.id, expires_at: null, last_used_at: null },
  });
  const asked = { method: 'GET', path: '/v1/members', token: body.key };
  expect((await api.send(asked)).status).toBe(200);
  const { Items = [] } = await api.table.client.send(
    new ScanCommand({ TableName: api.table.tableName }),
  );
  const listed = [(await owner.get('/v1/api-keys')).body, (await owner.get('/v1/audit')).body];
  expect(JSON.stringify([Items, listed])).not.toContain(body.key);
});

test('nobody gives more than they have', async () => {
  const manager = await api.join(owner, 'manager');
  expect((await make(manager, ['people.change', 'keys.change'])).status).toBe(201);
  const refused = await make(manager, ['people.read', 'workspace.change']);
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  expect(refused.body.errors).toEqual([{ path: 'scopes', message: 'Leave out workspace.change.' }]);
  for (const role of ['marketing', 'viewer', 'cashier']) {
    expect((await make(await api.join(owner, role), ['workspace.read'])).status).toBe(403);
  }
});

test('a key gives no more than it has, and makes no owners', async () => {
  const { body } = await make(owner, ['keys.change', 'people.change']);
  const ask = (path: string, sent: object) =>
    api.send({ method: 'POST', path, body: sent, token: body.key });
  expect((await ask('/v1/api-keys', { name: 'A', scopes: ['people.change'] })).status).toBe(201);
  const more = await ask('/v1/api-keys', { name: 'A', scopes: ['audit.read'] });
  expect([more.status, more.body.code]).toEqual([403, 'forbidden']);
  const invite = await ask('/v1/members/invite', { email: 'a@example.org', role: 'owner' });
  expect([invite.status, invite.body.code]).toEqual([403, 'forbidden']);
});

test.each([
  { name: 'no scopes', change: { scopes: [] }, path: 'scopes' },
  { name: 'a personal right', change: { scopes: ['account'] }, path: 'scopes[0]' },
  { name: "the operator's right", change: { scopes: ['admin.change'] }, path: 'scopes[0]' },
  { name: 'a scope twice', change: { scopes: ['audit.read', 'audit.read'] }, path: 'scopes' },
  {
    name: 'an end that is over',
    change: { expires_at: '2020-01-01T00:00:00Z' },
    path: 'expires_at',
  },
  { name: 'no name', change: { name: '' }, path: 'name' },
])('refuses $name', async ({ change, path }) => {
  const reply = await owner.post('/v1/api-keys', { name: 'A', scopes: ['tasks.read'], ...change });
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, path]);
});

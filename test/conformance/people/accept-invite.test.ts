import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

import { UpdateCommand } from '@aws-sdk/lib-dynamodb';

const PASSWORD = 'correct horse battery';
const invited = async (email: string, role = 'viewer') =>
  (await owner.post('/v1/members/invite', { email, role })).body;
const accept = (body: object) => api.send({ method: 'POST', path: '/v1/auth/accept-invite', body });

test('who has no account gets one, logged in where they were invited', async () => {
  const { token } = await invited('newcomer@example.org', 'manager');
  const asked = { token, password: PASSWORD, full_name: 'New Comer', time_zone: 'Asia/Tokyo' };
  const { status, body } = await accept(asked);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    user: { email: 'newcomer@example.org', full_name: 'New Comer', time_zone: 'Asia/Tokyo' },
    workspace: { id: owner.workspaceId },
    role: 'manager',
  });
  const login = { email: 'newcomer@example.org', password: PASSWORD };
  const again = await api.send({ method: 'POST', path: '/v1/auth/login', body: login });
  expect(again.body.workspace.id).toBe(owner.workspaceId);
});

test('who has an account shows that they own it', async () => {
  const guest = await api.register();
  const { token } = await invited(guest.email);
  const wrong = await accept({ token, password: 'another password' });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_credentials']);
  const right = await accept({ token, password: PASSWORD });
  expect(right.body).toMatchObject({ user: { id: guest.id }, role: 'viewer' });
});

test('a token makes one account, also for many at once', async () => {
  const { token } = await invited('many@example.org');
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => accept({ token, password: PASSWORD })),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
});

test('an invited owner counts as one', async () => {
  const team = await api.register();
  await api.join(team, 'owner');
  const asked = { role: 'viewer', version: 1 };
  expect((await team.patch(`/v1/members/${team.id}`, asked)).status).toBe(200);
});

test('one that is too old is refused', async () => {
  const { id, token } = await invited('slow@example.org');
  await api.table.client.send(
    new UpdateCommand({
      TableName: api.table.tableName,
      Key: { pk: `WORKSPACE#${owner.workspaceId}`, sk: `INVITATION#${id}` },
      UpdateExpression: 'SET expiresAt = :then',
      ExpressionAttributeValues: { ':then': 1 },
    }),
  );
  const reply = await accept({ token, password: PASSWORD });
  expect([reply.status, reply.body.code]).toEqual([409, 'expired']);
  const { items } = (await owner.get('/v1/invitations')).body;
  expect(items.map((item: { id: string }) => item.id)).not.toContain(id);
});

test.each([
  { name: 'a short password', change: { password: 'short' }, path: 'password' },
  { name: 'an obvious password', change: { password: 'aaaaaaaaaa' }, path: 'password' },
  { name: 'a role of their choice', change: { role: 'owner' }, path: 'role' },
])('refuses $name', async ({ change, path }) => {
  const { token } = await invited('wrong@example.org');
  const reply = await accept({ token, password: PASSWORD, ...change });
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, path]);
});

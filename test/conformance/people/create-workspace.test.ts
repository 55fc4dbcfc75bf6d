import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

test('makes a workspace that its maker owns, and works in after a refresh', async () => {
  const { status, body } = await owner.post('/v1/workspaces', { name: 'Talks' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'Talks', time_zone: 'UTC', role: 'owner', version: 1 });
  expect((await owner.get('/v1/workspace')).body.id).toBe(owner.workspaceId);
  expect((await owner.enter(body.id)).status).toBe(200);
  expect((await owner.get('/v1/workspace')).body.id).toBe(body.id);
  const { items } = (await owner.get('/v1/audit')).body;
  expect(items).toMatchObject([{ action: 'workspace.create', actor: owner.id, target: body.id }]);
  expect((await owner.get('/v1/recordings')).body.items).toEqual([]);
  expect((await owner.enter(owner.workspaceId)).status).toBe(200);
});

test('tokens for a workspace of others are for nobody, and asking ends no session', async () => {
  const other = await api.register();
  const reply = await owner.enter(other.workspaceId);
  expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
  expect((await owner.enter(owner.workspaceId)).status).toBe(200);
});

test.each([
  { name: 'no name', body: {}, path: 'name' },
  { name: 'an empty name', body: { name: ' ' }, path: 'name' },
  { name: 'a zone that is none', body: { name: 'A', time_zone: 'Mars/Base' }, path: 'time_zone' },
])('refuses $name', async ({ body, path }) => {
  const reply = await owner.post('/v1/workspaces', body);
  expect(reply.status).toBe(400);
  expect(reply.body.errors).toMatchObject([{ path }]);
});

test('a person has fifty at most', async () => {
  const collector = await api.register();
  for (let count = 1; count < 50; count += 1) {
    expect((await collector.post('/v1/workspaces', { name: `${count}` })).status).toBe(201);
  }
  const reply = await collector.post('/v1/workspaces', { name: 'too many' });
  expect([reply.status, reply.body.code]).toEqual([429, 'quota_exceeded']);
});

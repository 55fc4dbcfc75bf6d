import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

const change = (body: object) => owner.patch('/v1/workspace', body);

test('changes what is said, keeps the rest, and notes both', async () => {
  const first = await change({ version: 1, name: 'Lectures' });
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({ name: 'Lectures', time_zone: 'UTC', version: 2 });
  const second = await change({ version: 2, time_zone: 'Europe/Berlin' });
  expect(second.body).toMatchObject({ name: 'Lectures', time_zone: 'Europe/Berlin', version: 3 });
  expect((await owner.get('/v1/workspace')).body).toEqual(second.body);
  const { items } = (await owner.get('/v1/audit?action=workspace.change')).body;
  expect(items).toMatchObject([
    { before: { time_zone: 'UTC' }, after: { time_zone: 'Europe/Berlin' } },
    { after: { name: 'Lectures' } },
  ]);
});

test('of ten changes of one version one is made', async () => {
  const { version } = (await owner.get('/v1/workspace')).body;
  const names = Array.from({ length: 10 }, (_, index) => `name ${index}`);
  const replies = await Promise.all(names.map(name => change({ version, name })));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  const refused = replies.filter(({ status }) => status !== 200);
  expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['version_conflict']));
});

test('only owners may', async () => {
  const manager = await api.join(owner, 'manager');
  const reply = await manager.patch('/v1/workspace', { version: 1, name: 'Mine' });
  expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
});

test('a change without its version is refused by name', async () => {
  const reply = await change({ name: 'A' });
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, 'version']);
});

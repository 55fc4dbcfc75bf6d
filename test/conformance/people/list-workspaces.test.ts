import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

test('all workspaces of the person are listed, with the role in each', async () => {
  const other = await api.register();
  const { body: made } = await owner.post('/v1/workspaces', { name: 'Second' });
  const guest = await api.join(owner, 'viewer');
  const roles = async (somebody: Somebody) =>
    (await somebody.get('/v1/workspaces')).body.items.map(
      ({ id, role }: { id: string; role: string }) => [id, role],
    );
  expect(await roles(owner)).toEqual([
    [owner.workspaceId, 'owner'],
    [made.id, 'owner'],
  ]);
  expect(await roles(guest)).toEqual([[owner.workspaceId, 'viewer']]);
  expect(await roles(other)).toEqual([[other.workspaceId, 'owner']]);
});

test('is personal: nobody is told without a session', async () => {
  const reply = await api.send({ method: 'GET', path: '/v1/workspaces' });
  expect([reply.status, reply.body.code]).toEqual([401, 'unauthorized']);
});

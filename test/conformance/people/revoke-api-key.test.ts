import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

test('a revoked key is nobody from the next call on, and the end is noted', async () => {
  const asked = { name: 'Studio', scopes: ['tasks.read'] };
  const { body } = await owner.post('/v1/api-keys', asked);
  const call = () => api.send({ method: 'GET', path: '/v1/tasks', token: body.key });
  expect((await call()).status).toBe(200);
  expect((await owner.remove(`/v1/api-keys/${body.id}`)).status).toBe(204);
  const reply = await call();
  expect([reply.status, reply.body.code]).toEqual([401, 'unauthorized']);
  const { items } = (await owner.get(`/v1/audit?target=${body.id}`)).body;
  expect(items).toMatchObject([
    { action: 'api_key.revoke', actor: owner.id, before: asked, after: null },
    { action: 'api_key.create', after: asked },
  ]);
  expect((await owner.remove(`/v1/api-keys/${body.id}`)).status).toBe(404);
});

test('nobody revokes those of another workspace', async () => {
  const other = await api.register();
  const { body } = await other.post('/v1/api-keys', { name: 'A', scopes: ['tasks.read'] });
  const reply = await owner.remove(`/v1/api-keys/${body.id}`);
  expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
  const call = { method: 'GET', path: '/v1/tasks', token: body.key };
  expect((await api.send(call)).status).toBe(200);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

test('a withdrawn invitation is worth nothing, and the withdrawal is noted', async () => {
  const asked = { email: 'late@example.org', role: 'viewer' };
  const { body: invited } = await owner.post('/v1/members/invite', asked);
  expect((await owner.remove(`/v1/invitations/${invited.id}`)).status).toBe(204);
  const body = { token: invited.token, password: 'correct horse battery' };
  const reply = await api.send({ method: 'POST', path: '/v1/auth/accept-invite', body });
  expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
  const { items } = (await owner.get(`/v1/audit?target=${invited.id}`)).body;
  expect(items.map(({ action }: { action: string }) => action)).toEqual([
    'invitation.revoke',
    'member.invite',
  ]);
  expect((await owner.remove(`/v1/invitations/${invited.id}`)).status).toBe(404);
});

test('nobody withdraws those of another workspace', async () => {
  const other = await api.register();
  const asked = { email: 'theirs@example.org', role: 'viewer' };
  const { body: invited } = await other.post('/v1/members/invite', asked);
  const reply = await owner.remove(`/v1/invitations/${invited.id}`);
  expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
  expect((await other.get('/v1/invitations')).body.items).toHaveLength(1);
});

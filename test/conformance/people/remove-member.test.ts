import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

test('who is removed is out from the next call on, and keeps what is their own', async () => {
  const guest = await api.register();
  const { body: invited } = await owner.post('/v1/members/invite', {
    email: guest.email,
    role: 'manager',
  });
  await guest.post('/v1/invitations/accept', { token: invited.token });
  await guest.enter(owner.workspaceId);
  expect((await guest.get('/v1/recordings')).status).toBe(200);
  expect((await owner.remove(`/v1/members/${guest.id}`)).status).toBe(204);
  expect((await guest.get('/v1/recordings')).status).toBe(401);
  const body = { email: guest.email, password: 'correct horse battery' };
  const login = await api.send({ method: 'POST', path: '/v1/auth/login', body });
  expect(login.body.workspace.id).toBe(guest.workspaceId);
  const { items } = (await owner.get('/v1/audit?action=member.remove')).body;
  expect(items).toMatchObject([{ target: guest.id, before: { role: 'manager' }, after: null }]);
  const again = await owner.remove(`/v1/members/${guest.id}`);
  expect([again.status, again.body.code]).toEqual([404, 'not_found']);
});

test('who has no workspace left cannot log in, until somebody invites them', async () => {
  const guest = await api.join(owner, 'viewer');
  await owner.remove(`/v1/members/${guest.id}`);
  const body = { email: guest.email, password: 'correct horse battery' };
  const login = () => api.send({ method: 'POST', path: '/v1/auth/login', body });
  const refused = await login();
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  const invite = { email: guest.email, role: 'viewer' };
  const { body: invited } = await owner.post('/v1/members/invite', invite);
  const { password } = body;
  await api.send({
    method: 'POST',
    path: '/v1/auth/accept-invite',
    body: { token: invited.token, password },
  });
  expect((await login()).body).toMatchObject({ workspace: { id: owner.workspaceId } });
});

test('neither the last owner goes, nor an owner by a manager', async () => {
  const manager = await api.join(owner, 'manager');
  const byManager = await manager.remove(`/v1/members/${owner.id}`);
  expect([byManager.status, byManager.body.code]).toEqual([403, 'forbidden']);
  const bySelf = await owner.remove(`/v1/members/${owner.id}`);
  expect([bySelf.status, bySelf.body.code]).toEqual([409, 'last_owner']);
});

test('of three owners who remove each other one stays', async () => {
  const one = await api.register();
  const two = await api.join(one, 'owner');
  const three = await api.join(one, 'owner');
  const removals = [
    one.remove(`/v1/members/${two.id}`),
    two.remove(`/v1/members/${three.id}`),
    three.remove(`/v1/members/${one.id}`),
  ];
  await Promise.all(removals);
  const known = await Promise.all([one, two, three].map(({ get }) => get('/v1/users/me')));
  expect(known.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
});

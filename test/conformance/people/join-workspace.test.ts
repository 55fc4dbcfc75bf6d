import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

const invited = async (email: string, role = 'viewer') =>
  (await owner.post('/v1/members/invite', { email, role })).body.token as string;

test('who is logged in joins with their own account, and is in two workspaces', async () => {
  const guest = await api.register();
  const token = await invited(guest.email, 'marketing');
  const reply = await guest.post('/v1/invitations/accept', { token });
  expect(reply.status).toBe(200);
  expect(reply.body).toMatchObject({ id: owner.workspaceId, role: 'marketing' });
  expect((await guest.get('/v1/workspaces')).body.items).toHaveLength(2);
  await guest.enter(owner.workspaceId);
  expect((await guest.get('/v1/users/me')).body.role).toBe('marketing');
});

test('a token works once, also for many at once', async () => {
  const guest = await api.register();
  const token = await invited(guest.email);
  const join = () => guest.post('/v1/invitations/accept', { token });
  const replies = await Promise.all(Array.from({ length: 10 }, join));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  const codes = replies.filter(({ status }) => status !== 200).map(({ body }) => body.code);
  expect(new Set(codes)).toEqual(new Set(['not_found']));
});

test('whose address it is not cannot use it, and it stays good', async () => {
  const [guest, thief] = [await api.register(), await api.register()];
  const token = await invited(guest.email);
  const stolen = await thief.post('/v1/invitations/accept', { token });
  expect([stolen.status, stolen.body.code]).toEqual([403, 'forbidden']);
  expect((await guest.post('/v1/invitations/accept', { token })).status).toBe(200);
});

test('a second invitation of a member is refused', async () => {
  const guest = await api.register();
  const [first, second] = [await invited(guest.email), await invited(guest.email)];
  expect((await guest.post('/v1/invitations/accept', { token: first })).status).toBe(200);
  const reply = await guest.post('/v1/invitations/accept', { token: second });
  expect([reply.status, reply.body.code]).toEqual([409, 'conflict']);
});

test('a text that is no token is no invitation', async () => {
  const reply = await owner.post('/v1/invitations/accept', { token: 'castline_invite_x' });
  expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
beforeAll(async () => {
  api = await startPeopleApi();
});
afterAll(() => api.stop());

const tokenTo = async (email: string) =>
  /castline_verify_[\w-]{43}/.exec(await api.mailTo(email))?.[0] ?? expect.fail();

const verify = (token: string) =>
  api.send({ method: 'POST', path: '/v1/auth/verify', body: { token } });

test('the token of the mail verifies the address, once', async () => {
  const person = await api.register();
  const isVerified = async () => (await person.get('/v1/users/me')).body.user.is_verified;
  expect(await isVerified()).toBe(false);
  await person.post('/v1/users/me/verification');
  const token = await tokenTo(person.email);
  const replies = await Promise.all([verify(token), verify(token), verify(token)]);
  expect(replies.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
  expect(await isVerified()).toBe(true);
});

test('neither does one for a password verify, nor one of a verification set a password', async () => {
  const person = await api.register();
  await person.post('/v1/users/me/verification');
  const token = await tokenTo(person.email);
  const body = { token, new_password: 'staple the battery' };
  const reset = await api.send({ method: 'POST', path: '/v1/auth/reset', body });
  expect([reset.status, reset.body.code]).toEqual([404, 'not_found']);
  expect((await verify('castline_verify_x')).status).toBe(404);
});

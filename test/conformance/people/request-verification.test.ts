import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
beforeAll(async () => {
  api = await startPeopleApi();
});
afterAll(() => api.stop());

const tokenTo = async (email: string) =>
  /castline_verify_[\w-]{43}/.exec(await api.mailTo(email))?.[0] ?? expect.fail();

const ASK = '/v1/users/me/verification';

test('mails a token to the own address, a few times', async () => {
  const person = await api.register();
  expect((await person.post(ASK)).status).toBe(204);
  expect(await tokenTo(person.email)).toBeDefined();
  const replies = await Promise.all(Array.from({ length: 5 }, () => person.post(ASK)));
  const refused = replies.filter(({ body }) => body?.code === 'login_throttled');
  // On a slow machine a second may pass meanwhile, and one more is let through.
  expect(refused.length).toBeGreaterThanOrEqual(2);
});

test('a verified address gets no more', async () => {
  const person = await api.register();
  await person.post(ASK);
  const body = { token: await tokenTo(person.email) };
  await api.send({ method: 'POST', path: '/v1/auth/verify', body });
  const reply = await person.post(ASK);
  expect([reply.status, reply.body.code]).toEqual([409, 'conflict']);
});

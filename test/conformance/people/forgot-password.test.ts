import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
beforeAll(async () => {
  api = await startPeopleApi();
});
afterAll(() => api.stop());

const post = (path: string, body: object) => api.send({ method: 'POST', path, body });
const forgot = (email: string) => post('/v1/auth/forgot', { email });
const tokenTo = async (email: string) =>
  /castline_reset_[\w-]{43}/.exec(await api.mailTo(email))?.[0] ?? expect.fail();

test('whoever asks is answered the same, and only the account gets a mail', async () => {
  const person = await api.register();
  const known = await forgot(person.email.toUpperCase());
  const unknown = await forgot('nobody@example.org');
  expect([known.status, known.body]).toEqual([204, null]);
  expect(unknown).toEqual(known);
  expect(await tokenTo(person.email)).toBeDefined();
  expect(await api.mailTo('nobody@example.org')).toBe('');
});

test('how long the answer takes tells nothing', async () => {
  const person = await api.register();
  for (const email of [person.email, 'someone@example.org']) {
    const begun = performance.now();
    await forgot(email);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(990);
  }
});

test.each(['known', 'unknown'])('mails to an address that is %s are few', async kind => {
  const email = kind === 'known' ? (await api.register()).email : 'stranger@example.org';
  const replies = await Promise.all(Array.from({ length: 8 }, () => forgot(email)));
  const refused = replies.filter(({ status }) => status !== 204);
  // On a slow machine a second may pass meanwhile, and one more is let through.
  expect(refused.length).toBeGreaterThanOrEqual(3);
  expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['login_throttled']));
});

test('refuses what is no address', async () => {
  const reply = await forgot('nobody');
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, 'email']);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccountApi, somebody, startAccountApi } from './account-api.ts';

const DAY_MS = 24 * 3_600_000;

let api: AccountApi;
let person: { email: string; password: string };
let token: string;
let addresses = 0;

beforeAll(async () => {
  api = await startAccountApi({ quickPasswords: true });
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.advance(DAY_MS);
  person = somebody();
  token = (await api.post('/v1/auth/register', person)).body.tokens.access_token;
});

const newAddress = () => {
  addresses += 1;
  return `198.51.${Math.floor(addresses / 250)}.${addresses % 250}`;
};

const attempt = (password: string, ip = newAddress(), email = person.email) =>
  api.send({ method: 'POST', path: '/v1/auth/login', body: { email, password }, ip });

const guess = async (times: number, ip?: string) => {
  for (let index = 0; index < times; index += 1) await attempt('wrong password', ip);
};

/** All at once, each from an address of its own unless told. */
const guessTogether = (times: number, ip?: string, email?: string) =>
  Promise.all(Array.from({ length: times }, () => attempt('wrong password', ip, email)));

const refused = (results: readonly { status: number }[]) =>
  results.filter(({ status }) => status === 429).length;

describe('guesses at one account from one address', () => {
  test('of 40 at once ten are looked at', async () => {
    const results = await guessTogether(40, newAddress());
    expect(results.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(refused(results)).toBe(30);
  });

  test('wait twice as long each time, and the right password is not looked at meanwhile', async () => {
    const ip = newAddress();
    await guess(10, ip);
    const waits: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      const answer = await attempt(person.password, ip);
      expect(answer.body.code).toBe('login_throttled');
      const wait = Number(answer.headers['retry-after']);
      waits.push(wait);
      api.advance(wait * 1000);
      expect((await attempt('wrong password', ip)).status).toBe(401);
    }
    expect(waits).toEqual([1, 1, 2, 4]);
  });

  test('do not lock the account out elsewhere, nor a session that is open', async () => {
    const ip = newAddress();
    await guess(15, ip);
    expect((await attempt(person.password, ip)).status).toBe(429);
    expect((await attempt(person.password)).status).toBe(200);
    expect((await api.me(token)).status).toBe(200);
    const change = { current_password: person.password, new_password: 'another long password' };
    expect((await api.post('/v1/users/me/password', change, token)).status).toBe(204);
  });

  test('are forgotten after the right password', async () => {
    const ip = newAddress();
    await guess(9, ip);
    expect((await attempt(person.password, ip)).status).toBe(200);
    await guess(9, ip);
    expect((await attempt(person.password, ip)).status).toBe(200);
  });

  test('are held against it for the day', async () => {
    const ip = newAddress();
    await guess(10, ip);
    api.advance(3_600_000);
    expect((await attempt('wrong password', ip)).status).toBe(401);
    expect((await attempt(person.password, ip)).status).toBe(429);
    api.advance(DAY_MS);
    expect((await attempt(person.password, ip)).status).toBe(200);
  });

  test('are counted for an e-mail that does not exist, too', async () => {
    expect(refused(await guessTogether(12, newAddress(), 'nobody@example.org'))).toBe(2);
  });
});

describe('guesses at one account from many addresses', () => {
  test('are slowed down after a hundred; an address it was opened from before is not', async () => {
    const home = newAddress();
    expect((await attempt(person.password, home)).status).toBe(200);
    expect(refused(await guessTogether(110))).toBe(10);
    expect((await attempt(person.password)).status).toBe(429);
    expect((await attempt(person.password, home)).status).toBe(200);
    api.advance(3_600_000);
    expect((await attempt(person.password)).status).toBe(200);
  });
});

describe('guesses from one address, at many accounts', () => {
  test('are throttled after fifty; others and other addresses are not', async () => {
    const ip = newAddress();
    const results = await Promise.all(
      Array.from({ length: 55 }, (_, index) => attempt('wrong', ip, `p${index}@example.net`)),
    );
    expect(refused(results)).toBe(5);
    expect((await attempt(person.password, ip)).status).toBe(429);
    expect((await attempt(person.password)).status).toBe(200);
  });

  test('use up nothing of an account while they are refused', async () => {
    const ip = newAddress();
    for (let index = 0; index < 50; index += 1) await attempt('wrong', ip, `r${index}@example.net`);
    for (let index = 0; index < 20; index += 1) {
      expect((await attempt(person.password, ip)).status).toBe(429);
    }
    api.advance(3_600_000);
    expect((await attempt('mistyped', ip)).status).toBe(401);
    expect((await attempt(person.password, ip)).status).toBe(200);
  });

  test('do not keep anybody out who logged in there before', async () => {
    const ip = newAddress();
    expect((await attempt(person.password, ip)).status).toBe(200);
    for (let index = 0; index < 55; index += 1) await attempt('wrong', ip, `q${index}@example.net`);
    expect((await attempt(person.password, ip)).status).toBe(200);
  });

  test('good logins are not held against an address', async () => {
    const ip = newAddress();
    for (let index = 0; index < 55; index += 1) {
      expect((await attempt(person.password, ip)).status).toBe(200);
    }
  });
});

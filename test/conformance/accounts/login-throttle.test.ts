import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccountApi, somebody, startAccountApi } from './account-api.ts';

let api: AccountApi;
let person: { email: string; password: string };
let addresses = 0;

beforeAll(async () => {
  api = await startAccountApi({ quickPasswords: true });
});
afterAll(() => api.stop());
beforeEach(async () => {
  api.advance(3_600_000);
  person = somebody();
  await api.post('/v1/auth/register', person);
});

const newAddress = () => {
  addresses += 1;
  return `198.51.100.${addresses}`;
};

const attempt = (password: string, ip = newAddress(), email = person.email) =>
  api.send({ method: 'POST', path: '/v1/auth/login', body: { email, password }, ip });

const guess = async (times: number) => {
  for (let index = 0; index < times; index += 1) await attempt('wrong password');
};

describe('guesses at one account, from many addresses', () => {
  test('of 40 at once ten are looked at', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, () => attempt('wrong password')));
    expect(results.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(results.filter(({ status }) => status === 429)).toHaveLength(30);
  });

  test('wait twice as long each time, and the right password is not looked at meanwhile', async () => {
    await guess(10);
    const waits: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      const refused = await attempt(person.password);
      expect(refused.body.code).toBe('login_throttled');
      const wait = Number(refused.headers['retry-after']);
      waits.push(wait);
      api.advance(wait * 1000);
      expect((await attempt('wrong password')).status).toBe(401);
    }
    expect(waits).toEqual([1, 1, 2, 4]);
  });

  test('are forgotten after the right password', async () => {
    await guess(9);
    expect((await attempt(person.password)).status).toBe(200);
    await guess(9);
    expect((await attempt(person.password)).status).toBe(200);
  });

  test('are forgotten with the next hour', async () => {
    await guess(10);
    expect((await attempt(person.password)).status).toBe(429);
    api.advance(3_600_000);
    expect((await attempt(person.password)).status).toBe(200);
  });

  test('are counted for an e-mail that does not exist, too', async () => {
    const email = 'nobody@example.org';
    const results = await Promise.all(
      Array.from({ length: 12 }, () => attempt('wrong password', newAddress(), email)),
    );
    expect(results.filter(({ status }) => status === 429)).toHaveLength(2);
  });
});

describe('guesses from one address, at many accounts', () => {
  test('are throttled after fifty; others and other addresses are not', async () => {
    const ip = newAddress();
    const results = await Promise.all(
      Array.from({ length: 55 }, (_, index) => attempt('wrong', ip, `p${index}@example.net`)),
    );
    expect(results.filter(({ status }) => status === 429)).toHaveLength(5);
    expect((await attempt(person.password, ip)).status).toBe(429);
    expect((await attempt(person.password)).status).toBe(200);
  });

  test('good logins are not held against an address', async () => {
    const ip = newAddress();
    for (let index = 0; index < 55; index += 1) {
      expect((await attempt(person.password, ip)).status).toBe(200);
    }
  });
});

import { expect, test } from 'vitest';
import { addressPrincipal, rateLimitHeaders } from '../../../../src/kernel/http/rate-limit.ts';
import { callerAs, startNotesApi } from './notes-api.ts';

const LIMITS = { perMinute: 60, perHour: 1000 };
const NOON = Date.UTC(2026, 10, 20, 12, 0, 0);

test.each([
  { name: 'fresh', inMinute: 1, inHour: 1, at: 0, limit: '60', remaining: '59', reset: '60' },
  {
    name: 'minute spent',
    inMinute: 60,
    inHour: 60,
    at: 59_500,
    limit: '60',
    remaining: '0',
    reset: '1',
  },
  {
    name: 'hour nearer',
    inMinute: 5,
    inHour: 990,
    at: 1000,
    limit: '1000',
    remaining: '10',
    reset: '3599',
  },
  {
    name: 'both spent',
    inMinute: 60,
    inHour: 1000,
    at: 0,
    limit: '1000',
    remaining: '0',
    reset: '3600',
  },
])('$name: the headers speak of the window that ends first', row => {
  const use = { allowed: true, inMinute: row.inMinute, inHour: row.inHour };
  expect(rateLimitHeaders(use, LIMITS, NOON + row.at)).toEqual({
    'ratelimit-limit': row.limit,
    'ratelimit-remaining': row.remaining,
    'ratelimit-reset': row.reset,
    'ratelimit-policy': '60;w=60, 1000;w=3600',
  });
});

test('the 61st request in a minute is refused until the minute is over', async () => {
  const { write, advance, written } = startNotesApi();
  for (let index = 0; index < 60; index += 1) await write();
  advance(30_000);
  const refused = await write();
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  expect(refused.headers).toMatchObject({ 'retry-after': '30', 'ratelimit-remaining': '0' });
  expect(written()).toBe(60);
  advance(30_000);
  expect((await write()).status).toBe(201);
});

test('users are counted apart, whatever their address; public routes by address', async () => {
  const { send, write } = startNotesApi({ rateLimits: { perMinute: 2, perHour: 100 } });
  const open = (ip: string) => send({ path: '/v1/open', ip });
  await write();
  await write();
  expect((await write({ ip: '203.0.113.7' })).status).toBe(429);
  expect(
    (await write({ caller: { ...callerAs('owner'), userId: 'usr_00000000000000000000000002' } }))
      .status,
  ).toBe(201);
  await open('203.0.113.7');
  await open('203.0.113.7');
  expect((await open('203.0.113.7')).status).toBe(429);
  expect((await open('203.0.113.8')).status).toBe(200);
});

test.each([
  { name: 'an unknown address', asked: { path: '/v1/nothing' }, status: 404 },
  { name: 'a method that is not there', asked: { method: 'PUT', path: '/v1/open' }, status: 405 },
  { name: 'no token', asked: { path: '/v1/notes/n1' }, status: 401 },
  {
    name: 'a bad token',
    asked: { path: '/v1/notes/n1', authorizer: { error: 'unauthorized' } },
    status: 401,
  },
  { name: 'a public page', asked: { path: '/page' }, status: 200 },
])('$name counts for its address, and for no user', async ({ asked, status }) => {
  const { send, write } = startNotesApi({ rateLimits: { perMinute: 2, perHour: 100 } });
  const ip = '203.0.113.7';
  for (let index = 0; index < 2; index += 1) {
    expect((await send({ ...asked, ip })).status).toBe(status);
  }
  expect(await send({ ...asked, ip })).toMatchObject({
    status: 429,
    headers: { 'retry-after': '60' },
  });
  expect((await send({ ...asked, ip: '203.0.113.8' })).status).toBe(status);
  expect((await write({ ip })).status).toBe(201);
});

test('what a user may not do counts for the user', async () => {
  const { send, write } = startNotesApi({ rateLimits: { perMinute: 2, perHour: 100 } });
  const caller = callerAs('viewer');
  const forbidden = { method: 'DELETE', path: '/v1/notes/n1', caller };
  expect((await send(forbidden)).status).toBe(403);
  expect((await send(forbidden)).status).toBe(403);
  expect((await send(forbidden)).status).toBe(429);
  expect((await write()).status).toBe(429);
});

test('a bad request counts', async () => {
  const { write } = startNotesApi({ rateLimits: { perMinute: 2, perHour: 100 } });
  await write({ body: {} });
  await write({ body: '{' });
  expect((await write()).status).toBe(429);
});

test.each([
  {
    name: 'cannot be looked up',
    count: async () => {
      throw new Error('throttled');
    },
  },
  { name: 'is not answered', count: () => new Promise<never>(() => undefined) },
])('a limit that $name lets requests through and says so in the log', async ({ count }) => {
  const { write, lines } = startNotesApi({ rateCounters: { count } });
  const { status, headers } = await write();
  expect({ status, limit: headers['ratelimit-limit'] }).toEqual({ status: 201, limit: undefined });
  expect(lines.map(({ message }) => message)).toContain('rate limit not counted');
});

test.each([
  { ip: '203.0.113.9', principal: 'IP#203.0.113.9' },
  { ip: '::ffff:203.0.113.9', principal: 'IP#203.0.113.9' },
  { ip: '2001:db8:1:2:3:4:5:6', principal: 'IP#2001:db8:1:2::/64' },
  { ip: '2001:DB8:1:2::9', principal: 'IP#2001:db8:1:2::/64' },
  { ip: '2001:db8::1', principal: 'IP#2001:db8:0:0::/64' },
  { ip: '::1', principal: 'IP#0:0:0:0::/64' },
])('$ip is counted as $principal', ({ ip, principal }) => {
  expect(addressPrincipal(ip)).toBe(principal);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccountApi, somebody, startAccountApi } from './account-api.ts';

const FIFTEEN_MINUTES = 15 * 60_000;
const THIRTY_DAYS = 30 * 24 * 3_600_000;

let api: AccountApi;
let person: { email: string; password: string };
let tokens: { access_token: string; refresh_token: string };

beforeAll(async () => {
  api = await startAccountApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  person = somebody();
  tokens = (await api.post('/v1/auth/register', person)).body.tokens;
});

const login = async () => (await api.post('/v1/auth/login', person)).body.tokens;
const refresh = (token: string) => api.post('/v1/auth/refresh', { refresh_token: token });

describe('login', () => {
  test('takes the e-mail in any case and answers like register', async () => {
    const { status, body } = await api.post('/v1/auth/login', {
      ...person,
      email: person.email.toUpperCase(),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { email: person.email }, role: 'owner' });
    expect((await api.me(body.tokens.access_token)).status).toBe(200);
  });

  test.each([
    { name: 'a wrong password', change: { password: 'wrong horse battery' } },
    { name: 'an unknown e-mail', change: { email: 'nobody@example.org' } },
  ])('tells $name and nothing more', async ({ change }) => {
    const { status, body } = await api.post('/v1/auth/login', { ...person, ...change });
    expect({ status, code: body.code, detail: body.detail }).toEqual({
      status: 401,
      code: 'invalid_credentials',
      detail: 'E-mail or password is wrong.',
    });
  });

  test('brings an outdated hash up to date', async () => {
    const user = await api.deps.accounts.findUserByEmail(person.email.toLowerCase());
    if (!user) throw new Error('The person is not there.');
    // argon2id of the same password with weaker parameters, as an older release might have made.
    const { argon2id } = await import('hash-wasm');
    const weak = await argon2id({
      password: person.password,
      salt: 'sixteen bytes ok',
      memorySize: 1024,
      iterations: 1,
      parallelism: 1,
      hashLength: 32,
      outputType: 'encoded',
    });
    await api.deps.accounts.replaceHash(user.userId, { from: user.passwordHash, to: weak });
    expect(await login()).toBeDefined();
    const after = await api.deps.accounts.findUser(user.userId);
    expect(after?.passwordHash).toContain('m=19456,t=2,p=1');
    expect(await login()).toBeDefined();
  });
});

describe('refresh', () => {
  test('rotates: the new tokens work', async () => {
    const { status, body } = await refresh(tokens.refresh_token);
    expect(status).toBe(200);
    expect(body.tokens.refresh_token).not.toBe(tokens.refresh_token);
    expect((await api.me(body.tokens.access_token)).status).toBe(200);
    expect((await refresh(body.tokens.refresh_token)).status).toBe(200);
  });

  test('a token used twice ends the session for both, and no other session', async () => {
    const other = await login();
    const { body } = await refresh(tokens.refresh_token);
    const second = await refresh(tokens.refresh_token);
    expect({ status: second.status, code: second.body.code }).toEqual({
      status: 401,
      code: 'unauthorized',
    });
    expect((await refresh(body.tokens.refresh_token)).status).toBe(401);
    expect((await api.me(body.tokens.access_token)).status).toBe(401);
    expect((await api.me(other.access_token)).status).toBe(200);
  });

  test('of 20 parallel refreshes at most one succeeds, and the reuse ends the session', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => refresh(tokens.refresh_token)),
    );
    const good = results.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    expect((await refresh(good[0]?.body.tokens.refresh_token)).status).toBe(401);
  });

  test('a made-up token of a known session is refused and ends nothing', async () => {
    const [user, session] = tokens.refresh_token.split('.');
    const forged = [user, session, 'A'.repeat(43), 'B'.repeat(22)].join('.');
    for (const token of [forged, 'nonsense', tokens.access_token]) {
      expect((await refresh(token)).status).toBe(401);
    }
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
  });

  test('a session that nobody used for 30 days is over', async () => {
    api.advance(THIRTY_DAYS);
    expect((await refresh(tokens.refresh_token)).status).toBe(401);
  });
});

describe('access', () => {
  test('expires after 15 minutes with a code of its own', async () => {
    api.advance(FIFTEEN_MINUTES - 1000);
    expect((await api.me(tokens.access_token)).status).toBe(200);
    api.advance(1000);
    const { status, body, headers } = await api.me(tokens.access_token);
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'token_expired' });
    expect(headers['content-type']).toBe('application/problem+json');
  });

  test('ends at once with a logout of its session, and only of that one', async () => {
    const other = await login();
    expect((await api.post('/v1/auth/logout', undefined, tokens.access_token)).status).toBe(204);
    expect((await api.me(tokens.access_token)).status).toBe(401);
    expect((await refresh(tokens.refresh_token)).status).toBe(401);
    expect((await api.me(other.access_token)).status).toBe(200);
  });

  test("a logout by refresh token ends another session of one's own, but nobody else's", async () => {
    const other = await login();
    const stranger = (await api.post('/v1/auth/register', somebody())).body.tokens;
    const logout = (token: string) =>
      api.post('/v1/auth/logout', { refresh_token: token }, tokens.access_token);
    await logout(other.refresh_token);
    expect((await api.me(other.access_token)).status).toBe(401);
    expect((await api.me(tokens.access_token)).status).toBe(200);
    await logout(stranger.refresh_token);
    expect((await api.me(stranger.access_token)).status).toBe(200);
  });

  test('ends at once in all sessions with logout-all', async () => {
    const others = [await login(), await login()];
    expect((await api.post('/v1/auth/logout-all', undefined, tokens.access_token)).status).toBe(
      204,
    );
    for (const { access_token, refresh_token } of [tokens, ...others]) {
      expect((await api.me(access_token)).status).toBe(401);
      expect((await refresh(refresh_token)).status).toBe(401);
    }
    expect((await api.me((await login()).access_token)).status).toBe(200);
  });
});

describe('me', () => {
  const patch = (body: unknown) =>
    api.send({ method: 'PATCH', path: '/v1/users/me', body, token: tokens.access_token });

  test('changes only what is sent', async () => {
    expect((await patch({ full_name: 'Ada' })).body.user).toMatchObject({
      full_name: 'Ada',
      time_zone: 'UTC',
    });
    expect((await patch({ time_zone: 'Asia/Tokyo' })).body.user).toMatchObject({
      full_name: 'Ada',
      time_zone: 'Asia/Tokyo',
    });
    expect((await patch({})).body.user).toMatchObject({ full_name: 'Ada' });
    expect((await patch({ full_name: null })).body.user).toMatchObject({
      full_name: null,
      email: person.email,
      time_zone: 'Asia/Tokyo',
    });
  });

  test('refuses what it cannot change', async () => {
    const { status, body } = await patch({ email: 'new@example.org' });
    expect({ status, errors: body.errors }).toEqual({
      status: 400,
      errors: [{ path: 'email', message: 'Unknown field: remove it.' }],
    });
  });
});

describe('password', () => {
  const change = (body: unknown) => api.post('/v1/users/me/password', body, tokens.access_token);

  test('is changed, and every session ends', async () => {
    const other = await login();
    const next = { current_password: person.password, new_password: 'another long password' };
    expect((await change(next)).status).toBe(204);
    for (const { access_token, refresh_token } of [tokens, other]) {
      expect((await api.me(access_token)).status).toBe(401);
      expect((await refresh(refresh_token)).status).toBe(401);
    }
    expect((await api.post('/v1/auth/login', person)).status).toBe(401);
    person.password = next.new_password;
    expect((await api.post('/v1/auth/login', person)).status).toBe(200);
  });

  test('is not changed without the current one', async () => {
    const { status, body } = await change({
      current_password: 'a guess at it',
      new_password: 'another long password',
    });
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'invalid_credentials' });
    expect((await api.me(tokens.access_token)).status).toBe(200);
  });

  test('of two changes at once one wins', async () => {
    const results = await Promise.all(
      ['first new password', 'second new password'].map(new_password =>
        change({ current_password: person.password, new_password }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual([204, expect.any(Number)]);
    expect(results.filter(({ status }) => status === 204)).toHaveLength(1);
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { SCOPES } from '#test/fakes/google/scopes.ts';
import { ALL_SCOPES, APP, type Rig, startRig } from './youtube-rig.ts';

const DAY_MS = 24 * 60 * 60_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded', authorization: 'none' };
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
  // The rig's own token counts as an earlier consent.
  rig.youtube.accounts.revoke('anna', APP.client_id);
});
afterEach(() => rig.youtube.close());

const authorization = (changes: Record<string, string | undefined> = {}) => {
  const url = new URL(`${rig.origin}/o/oauth2/v2/auth`);
  const asked = {
    client_id: APP.client_id,
    redirect_uri: APP.redirect_uri,
    response_type: 'code',
    scope: ALL_SCOPES.join(' '),
    state: 'nonce',
    access_type: 'offline',
    prompt: 'consent',
    ...changes,
  };
  for (const [name, value] of Object.entries(asked)) if (value) url.searchParams.set(name, value);
  return url.href;
};

type Decision = Omit<Parameters<Rig['youtube']['accounts']['consent']>[1], 'user'>;

const consent = (changes?: Record<string, string | undefined>, decision: Decision = {}) =>
  new URL(rig.youtube.accounts.consent(authorization(changes), { user: 'anna', ...decision }))
    .searchParams;

const token = (fields: Record<string, string>) =>
  rig.call('POST /token', {
    headers: FORM,
    body: new URLSearchParams({
      client_id: APP.client_id,
      client_secret: APP.client_secret,
      ...fields,
    }),
  });

const exchange = (code: string | null, changes: Record<string, string> = {}) =>
  token({
    grant_type: 'authorization_code',
    code: code ?? '',
    redirect_uri: APP.redirect_uri,
    ...changes,
  });

const connect = async (changes?: Record<string, string | undefined>, decision?: Decision) =>
  (await exchange(consent(changes, decision).get('code'))).value;

const refresh = (refreshToken: string, changes: Record<string, string> = {}) =>
  token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...changes });

test('from the page to a call: a person ticks, the code becomes tokens, a refresh keeps the old one', async () => {
  const page = await rig.call(`GET ${authorization()}`);
  expect(page.value).toContain('name="scope"');
  const form = new URLSearchParams({ user: 'anna', decision: 'allow', scope: SCOPES.forceSsl });
  const decided = await rig.call(`POST ${authorization()}`, { headers: FORM, body: form });
  expect(decided.status).toBe(302);
  const back = new URL(decided.headers.get('location') ?? '').searchParams;
  expect(back.get('state')).toBe('nonce');
  const { value } = await exchange(back.get('code'));
  expect(value).toEqual({
    access_token: expect.any(String),
    refresh_token: expect.any(String),
    expires_in: 3600,
    scope: SCOPES.forceSsl,
    token_type: 'Bearer',
  });
  const refreshed = (await refresh(value.refresh_token)).value;
  expect(refreshed).not.toHaveProperty('refresh_token');
  expect(refreshed.scope).toBe(SCOPES.forceSsl);
  rig.useToken(refreshed.access_token);
  expect((await rig.call('GET /youtube/v3/channels?part=id&mine=true')).status).toBe(200);
});

test('a refusal comes back as access_denied, from the page, too', async () => {
  expect(consent({}, { deny: true }).get('error')).toBe('access_denied');
  const body = new URLSearchParams({ user: 'anna', decision: 'deny' });
  const decided = await rig.call(`POST ${authorization()}`, { headers: FORM, body });
  expect(decided.headers.get('location')).toBe(
    `${APP.redirect_uri}?state=nonce&error=access_denied`,
  );
});

test.each([
  { asked: { client_id: 'nobody' }, reason: 'invalid_client' },
  { asked: { redirect_uri: `${APP.redirect_uri}/` }, reason: 'redirect_uri_mismatch' },
  { asked: { redirect_uri: 'https://evil.example/' }, reason: 'redirect_uri_mismatch' },
  { asked: { response_type: 'token' }, reason: 'invalid_request' },
  { asked: { scope: undefined }, reason: 'invalid_request' },
  { asked: { scope: 'https://www.googleapis.com/auth/unheard-of' }, reason: 'invalid_scope' },
])('the screen shows $reason for $asked and sends nobody back', async ({ asked, reason }) => {
  const page = await rig.call(`GET ${authorization(asked)}`);
  expect(page.status).toBeGreaterThanOrEqual(400);
  expect(page.value).toContain(reason);
  const body = new URLSearchParams({ user: 'anna', decision: 'allow' });
  expect((await rig.call(`POST ${authorization(asked)}`, { headers: FORM, body })).status).toBe(
    page.status,
  );
});

test.each([
  { name: 'without offline', first: { access_type: undefined }, second: undefined, has: [false] },
  {
    name: 'a second consent without a prompt',
    first: {},
    second: { prompt: undefined },
    has: [true, false],
  },
  { name: 'a second consent with a prompt', first: {}, second: {}, has: [true, true] },
  {
    name: 'a first consent without a prompt',
    first: { prompt: undefined },
    second: undefined,
    has: [true],
  },
])('refresh tokens: $name', async ({ first, second, has }) => {
  const answers = [await connect(first)];
  if (second) answers.push(await connect(second));
  expect(answers.map(answer => 'refresh_token' in answer)).toEqual(has);
});

test('scopes granted before come along where they are asked for', async () => {
  await connect({ scope: SCOPES.readonly });
  const { scope } = await connect({ include_granted_scopes: 'true' }, { scopes: [SCOPES.upload] });
  expect(scope.split(' ').sort()).toEqual([SCOPES.readonly, SCOPES.upload].sort());
});

test.each<{
  name: string;
  reason: string;
  act: () => Promise<{ status: number; reason: string | undefined }>;
}>([
  { name: 'a code that nobody gave', reason: 'invalid_grant', act: () => exchange('4/0Anobody') },
  {
    name: 'a code that was used',
    reason: 'invalid_grant',
    act: async () => {
      const code = consent().get('code');
      await exchange(code);
      return exchange(code);
    },
  },
  {
    name: 'a code of another app',
    reason: 'invalid_grant',
    act: () => {
      rig.youtube.accounts.registry.addApp({ client_id: 'other', client_secret: 'other' });
      return exchange(consent().get('code'), { client_id: 'other', client_secret: 'other' });
    },
  },
  {
    name: 'a code that is too old',
    reason: 'invalid_grant',
    act: () => {
      const code = consent().get('code');
      rig.clock.advance(11 * 60_000);
      return exchange(code);
    },
  },
  {
    name: 'another redirect_uri',
    reason: 'redirect_uri_mismatch',
    act: () => exchange(consent().get('code'), { redirect_uri: 'https://app.example/other' }),
  },
  {
    name: 'JSON instead of a form',
    reason: 'invalid_request',
    act: () => rig.json('POST /token', { grant_type: 'authorization_code' }),
  },
  {
    name: 'a wrong secret',
    reason: 'invalid_client',
    act: () => exchange(consent().get('code'), { client_secret: 'wrong' }),
  },
  {
    name: 'another grant',
    reason: 'unsupported_grant_type',
    act: () => token({ grant_type: 'password' }),
  },
  {
    name: 'a refresh token of another app',
    reason: 'unauthorized_client',
    act: async () => {
      rig.youtube.accounts.registry.addApp({ client_id: 'other', client_secret: 'other' });
      const { refresh_token } = await connect();
      return refresh(refresh_token, { client_id: 'other', client_secret: 'other' });
    },
  },
  { name: 'no refresh token', reason: 'invalid_request', act: () => refresh('') },
  {
    name: 'a refresh token after the person took the app out',
    reason: 'invalid_grant',
    act: async () => {
      const { refresh_token } = await connect();
      rig.youtube.accounts.revoke('anna', APP.client_id);
      return refresh(refresh_token);
    },
  },
  {
    name: 'a refresh token after the app revoked it',
    reason: 'invalid_grant',
    act: async () => {
      const { refresh_token } = await connect();
      await rig.call(`POST /revoke?token=${refresh_token}`, { headers: FORM });
      return refresh(refresh_token);
    },
  },
  {
    name: 'a refresh token unused for half a year',
    reason: 'invalid_grant',
    act: async () => {
      const { refresh_token } = await connect();
      rig.clock.advance(184 * DAY_MS);
      return refresh(refresh_token);
    },
  },
  {
    name: 'the oldest of 51 refresh tokens',
    reason: 'invalid_grant',
    act: async () => {
      const { refresh_token } = await connect();
      for (let more = 0; more < 50; more += 1) rig.tokenOf('anna');
      return refresh(refresh_token);
    },
  },
  {
    name: 'to revoke what is no token',
    reason: 'invalid_token',
    act: () => rig.call('POST /revoke?token=nothing', { headers: FORM }),
  },
])('$reason for $name', async ({ reason, act }) => {
  const reply = await act();
  expect(reply.reason).toBe(reason);
  expect([400, 401]).toContain(reply.status);
});

test('a refresh token that is used lives on; one of an app in testing says when it dies', async () => {
  const { refresh_token } = await connect();
  for (let month = 0; month < 12; month += 1) {
    rig.clock.advance(30 * DAY_MS);
    expect((await refresh(refresh_token)).status).toBe(200);
  }
  rig.youtube.accounts.registry.addApp({
    client_id: APP.client_id,
    client_secret: APP.client_secret,
    redirect_uris: [APP.redirect_uri],
    testing: true,
  });
  const limited = await connect();
  expect(limited.refresh_token_expires_in).toBe((7 * DAY_MS) / 1000);
  rig.clock.advance(7 * DAY_MS);
  expect((await refresh(limited.refresh_token)).reason).toBe('invalid_grant');
});

test.each([
  { uri: 'https://app.example/callback', status: 200 },
  { uri: 'http://localhost:3000/callback', status: 200 },
  { uri: 'http://app.example/callback', status: 400 },
  { uri: 'https://203.0.113.7/callback', status: 400 },
  { uri: 'http://127.0.0.1:3000/callback', status: 400 },
  { uri: 'https://app.example/callback#part', status: 400 },
  { uri: 'https://*.app.example/callback', status: 400 },
])('an app with the redirect $uri is answered $status', async ({ uri, status }) => {
  const app = { client_id: 'new', client_secret: 'new', redirect_uris: [uri] };
  expect((await rig.json('POST /__fake/apps', app)).status).toBe(status);
});

test('the control door consents, revokes and gives tokens like the methods', async () => {
  const { location } = (
    await rig.json('POST /__fake/consent', { url: authorization(), user: 'anna' })
  ).value;
  expect((await exchange(new URL(location).searchParams.get('code'))).status).toBe(200);
  const scopes = ALL_SCOPES;
  const given = await rig.json('POST /__fake/tokens', {
    user: 'anna',
    client_id: APP.client_id,
    scopes,
  });
  expect((await refresh(given.value.refresh_token)).status).toBe(200);
  await rig.json('POST /__fake/revoke', { user: 'anna', client_id: APP.client_id });
  expect((await refresh(given.value.refresh_token)).reason).toBe('invalid_grant');
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { basic, NOW, REDIRECT, VERIFIER, type ZoomRig, zoomRig } from './zoom-rig.ts';

let rig: ZoomRig;

beforeEach(async () => {
  rig = await zoomRig();
});
afterEach(() => rig.fake.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SLASHED = '/aGVsbG8=';
const DOUBLED = 'aGVs//bG8=';

const CONSENTS: { name: string; query: Record<string, string> }[] = [
  { name: 'an unknown app', query: { client_id: 'nobody' } },
  { name: 'an address off the list', query: { redirect_uri: 'http://127.0.0.1:9/callback' } },
  { name: 'another response type', query: { response_type: 'token' } },
  { name: 'an unknown challenge method', query: { code_challenge_method: 'MD5' } },
  {
    name: 'a public app without a challenge',
    query: { client_id: 'zoom-public-app', code_challenge: '' },
  },
  { name: 'an app of the account', query: { client_id: 'zoom-account-app' } },
];

test.each(CONSENTS)('consent refuses $name, and sends nobody anywhere', async ({ query }) => {
  const answer = await rig.consent(query);
  expect(answer.status).toBe(400);
  expect(answer.location).toBeUndefined();
});

const exchanged = {
  grant_type: 'authorization_code',
  redirect_uri: REDIRECT,
  code_verifier: VERIFIER,
};
type Ask = (rig: ZoomRig) => Promise<{ status: number; body: Record<string, unknown> }>;
const TOKENS: { name: string; ask: Ask; status: number; error: string; number: string }[] = [
  {
    name: 'no Basic auth',
    ask: async ({ token, codeOf }) => token({ ...exchanged, code: await codeOf() }, {}),
    status: 401,
    error: 'invalid_client',
    number: '4706',
  },
  {
    name: 'a wrong secret',
    ask: async ({ token, codeOf }) =>
      token({ ...exchanged, code: await codeOf() }, basic('zoom-user-app', 'wrong')),
    status: 401,
    error: 'invalid_client',
    number: '4702',
  },
  {
    name: 'a disabled app',
    ask: async ({ fake, exchange, codeOf }) => {
      const code = await codeOf();
      const app = fake.world.appBy('zoom-user-app');
      if (app) app.disabled = true;
      return exchange(code);
    },
    status: 400,
    error: 'invalid_client',
    number: '4717',
  },
  {
    name: 'an unknown grant type',
    ask: ({ token }) => token({ grant_type: 'password' }),
    status: 400,
    error: 'unsupported_grant_type',
    number: '4705',
  },
  {
    name: 'a code that is used again',
    ask: async ({ exchange, codeOf }) => {
      const code = await codeOf();
      await exchange(code);
      return exchange(code);
    },
    status: 400,
    error: 'invalid_grant',
    number: '4734',
  },
  {
    name: 'a code of five minutes ago',
    ask: async ({ fake, exchange, codeOf }) => {
      const code = await codeOf();
      fake.clock.advance(5 * MINUTE);
      return exchange(code);
    },
    status: 400,
    error: 'invalid_grant',
    number: '4733',
  },
  {
    name: 'another redirect_uri',
    ask: async ({ exchange, codeOf }) => exchange(await codeOf(), { redirect_uri: `${REDIRECT}2` }),
    status: 400,
    error: 'invalid_grant',
    number: '4709',
  },
  {
    name: 'a wrong verifier',
    ask: async ({ exchange, codeOf }) =>
      exchange(await codeOf(), { code_verifier: 'w'.repeat(64) }),
    status: 400,
    error: 'invalid_request',
    number: '300',
  },
  {
    name: 'no verifier where there was a challenge',
    ask: async ({ exchange, codeOf }) => exchange(await codeOf(), { code_verifier: '' }),
    status: 400,
    error: 'invalid_request',
    number: '300',
  },
  {
    name: 'a refresh token that is used again',
    ask: async ({ token, exchange, codeOf }) => {
      const { body } = await exchange(await codeOf());
      const refresh = { grant_type: 'refresh_token', refresh_token: `${body.refresh_token}` };
      expect((await token(refresh)).body.refresh_token).not.toBe(body.refresh_token);
      return token(refresh);
    },
    status: 400,
    error: 'invalid_grant',
    number: '4711',
  },
  {
    name: 'a refresh token of 90 days ago',
    ask: async ({ fake, token, exchange, codeOf }) => {
      const { body } = await exchange(await codeOf());
      fake.clock.advance(90 * DAY);
      return token({ grant_type: 'refresh_token', refresh_token: `${body.refresh_token}` });
    },
    status: 400,
    error: 'invalid_grant',
    number: '4711',
  },
  {
    name: 'a refresh token from before the newest authorization',
    ask: async ({ token, exchange, codeOf }) => {
      const { body } = await exchange(await codeOf());
      await exchange(await codeOf());
      return token({ grant_type: 'refresh_token', refresh_token: `${body.refresh_token}` });
    },
    status: 400,
    error: 'invalid_grant',
    number: '4741',
  },
  {
    name: 'a refresh for a user who is gone',
    ask: async ({ fake, token, exchange, codeOf }) => {
      const { body } = await exchange(await codeOf());
      const user = fake.world.userBy('zoom-anna');
      if (user) user.gone = true;
      return token({ grant_type: 'refresh_token', refresh_token: `${body.refresh_token}` });
    },
    status: 400,
    error: 'invalid_grant',
    number: '4735',
  },
  {
    name: 'Server-to-Server without account_id',
    ask: ({ token }) =>
      token(
        { grant_type: 'account_credentials' },
        basic('zoom-account-app', 'zoom-account-secret'),
      ),
    status: 400,
    error: 'invalid_request',
    number: '300',
  },
  {
    name: 'Server-to-Server with another account',
    ask: ({ token }) =>
      token(
        { grant_type: 'account_credentials', account_id: 'acc-other' },
        basic('zoom-account-app', 'zoom-account-secret'),
      ),
    status: 400,
    error: 'invalid_client',
    number: '4704',
  },
  {
    name: 'Server-to-Server of a user app',
    ask: ({ token }) => token({ grant_type: 'account_credentials', account_id: 'acc-northwind' }),
    status: 400,
    error: 'unsupported_grant_type',
    number: '4705',
  },
  {
    name: 'a body of JSON',
    ask: ({ token }) =>
      token({ grant_type: 'refresh_token' }, { ...basic(), 'content-type': 'application/json' }),
    status: 400,
    error: 'invalid_request',
    number: '300',
  },
];

test.each(TOKENS)('the token endpoint refuses $name', async ({ ask, status, error, number }) => {
  const answer = await ask(rig);
  expect(answer).toMatchObject({ status, body: { error } });
  expect(answer.body.reason).toContain(`(${number})`);
});

type Call = (rig: ZoomRig, token: string) => ReturnType<ZoomRig['get']>;
const list =
  (query: string): Call =>
  ({ get }, token) =>
    get(`/users/me/recordings?${query}`, token);
const USER_CALLS: { name: string; ask: Call; status: number; code: number }[] = [
  { name: 'no token', ask: ({ get }) => get('/users/me'), status: 401, code: 124 },
  {
    name: 'a token of an hour ago',
    ask: ({ get, fake }, token) => {
      fake.clock.advance(HOUR);
      return get('/users/me', token);
    },
    status: 401,
    code: 124,
  },
  {
    name: 'a token after the user removed the app',
    ask: async ({ get, fake }, token) => {
      await fake.webhooks.deauthorize('zoom-anna');
      return get('/users/me', token);
    },
    status: 401,
    code: 124,
  },
  {
    name: 'a token that was revoked',
    ask: async ({ get, form }, token) => {
      expect((await form('/oauth/revoke', { token }, basic())).status).toBe(200);
      return get('/users/me', token);
    },
    status: 401,
    code: 124,
  },
  {
    name: 'a user app that does not say me',
    ask: ({ get }, token) => get('/users/zoom-anna', token),
    status: 400,
    code: 200,
  },
  {
    name: 'a span of more than a month',
    ask: list('from=2026-01-01&to=2026-02-02'),
    status: 400,
    code: 300,
  },
  {
    name: 'an end before the start',
    ask: list('from=2026-02-02&to=2026-02-01'),
    status: 400,
    code: 300,
  },
  { name: 'a date of another form', ask: list('from=01.02.2026'), status: 400, code: 300 },
  { name: 'a page of 301', ask: list('page_size=301'), status: 400, code: 300 },
  { name: 'a page of none', ask: list('page_size=0'), status: 400, code: 300 },
  { name: 'an unknown page token', ask: list('next_page_token=made-up'), status: 400, code: 300 },
  {
    name: 'an unknown kind of trash',
    ask: list('trash=true&trash_type=all'),
    status: 400,
    code: 300,
  },
  {
    name: 'a page token of 15 minutes ago',
    ask: async (own, token) => {
      const page = await secondPage(own, token);
      own.fake.clock.advance(15 * MINUTE);
      return list(`page_size=1&next_page_token=${page}`)(own, token);
    },
    status: 400,
    code: 300,
  },
  {
    name: 'a page token with other filters',
    ask: async (own, token) => {
      const page = await secondPage(own, token);
      return list(`page_size=2&next_page_token=${page}`)(own, token);
    },
    status: 400,
    code: 300,
  },
  {
    name: 'cloud recording that is off',
    ask: (own, token) => {
      const user = own.fake.world.userBy('zoom-anna');
      if (user) user.records = false;
      return list('')(own, token);
    },
    status: 400,
    code: 200,
  },
  {
    name: 'an unknown meeting',
    ask: ({ get }, token) => get('/meetings/85999999999/recordings', token),
    status: 404,
    code: 3001,
  },
  {
    name: 'a meeting of another host',
    ask: ({ get, fake }, token) =>
      get(`/meetings/${fake.world.addMeeting({ host_id: 'zoom-boris' }).id}/recordings`, token),
    status: 400,
    code: 200,
  },
  ...[SLASHED, DOUBLED].map(uuid => ({
    name: `the uuid ${uuid}, encoded once`,
    ask: (({ get, fake }, token) => {
      fake.world.addMeeting({ uuid });
      return get(`/meetings/${encodeURIComponent(uuid)}/recordings`, token);
    }) satisfies Call,
    status: 404,
    code: 3001,
  })),
  {
    name: 'a uuid that is not encoded',
    ask: ({ get, fake }, token) => {
      fake.world.addMeeting({ uuid: SLASHED });
      return get(`/meetings/${SLASHED}/recordings`, token);
    },
    status: 404,
    code: 404,
  },
  {
    name: 'a meeting that has no recording yet',
    ask: ({ get, fake }, token) =>
      get(`/meetings/${fake.world.addMeeting({ files: [] }).id}/recordings`, token),
    status: 404,
    code: 3301,
  },
  {
    name: 'a recording in the trash',
    ask: async ({ get, fake }, token) => {
      const path = `/meetings/${fake.world.addMeeting().id}/recordings`;
      const headers = { authorization: `Bearer ${token}` };
      expect((await get(path, token, { method: 'DELETE', headers })).status).toBe(204);
      return get(path, token);
    },
    status: 404,
    code: 3310,
  },
  {
    name: 'a transcript that is not there',
    ask: ({ get, fake }, token) => get(`/meetings/${fake.world.addMeeting().id}/transcript`, token),
    status: 404,
    code: 3322,
  },
  {
    name: 'a ttl of more than a week',
    ask: ({ get, fake }, token) => {
      const { id } = fake.world.addMeeting();
      return get(
        `/meetings/${id}/recordings?include_fields=download_access_token&ttl=604801`,
        token,
      );
    },
    status: 400,
    code: 300,
  },
  {
    name: 'an unknown way to delete',
    ask: ({ get, fake }, token) => {
      const headers = { authorization: `Bearer ${token}` };
      const path = `/meetings/${fake.world.addMeeting().id}/recordings?action=burn`;
      return get(path, token, { method: 'DELETE', headers });
    },
    status: 400,
    code: 300,
  },
  {
    name: 'a path that is not there',
    ask: ({ get }, token) => get('/nothing', token),
    status: 404,
    code: 404,
  },
];

async function secondPage({ get, fake }: ZoomRig, token: string) {
  fake.world.addMeeting();
  fake.world.addMeeting();
  const { body } = await get('/users/me/recordings?page_size=1', token);
  return `${body.next_page_token}`;
}

test.each(USER_CALLS)('the API refuses a user app $name', async ({ ask, status, code }) => {
  const answer = await ask(rig, await rig.userToken());
  expect(answer).toMatchObject({ status, body: { code, message: expect.any(String) } });
});

const ACCOUNT_CALLS: { name: string; ask: Call; status: number; code: number }[] = [
  {
    name: 'that says me',
    ask: ({ get }, token) => get('/users/me/recordings', token),
    status: 404,
    code: 1001,
  },
  {
    name: 'an unknown user',
    ask: ({ get }, token) => get('/users/nobody/recordings', token),
    status: 404,
    code: 1001,
  },
  {
    name: 'a user of another account',
    ask: ({ get, fake }, token) => {
      const user = {
        id: 'x',
        email: 'x@example.test',
        account_id: 'acc-other',
        first_name: 'X',
        last_name: 'X',
      };
      fake.world.users.push({ ...user, records: true, gone: false });
      return get('/users/x/recordings', token);
    },
    status: 404,
    code: 1010,
  },
];

test.each(ACCOUNT_CALLS)(
  'the API refuses an app of the account $name',
  async ({ ask, status, code }) => {
    const answer = await ask(rig, await rig.accountToken());
    expect(answer).toMatchObject({ status, body: { code } });
  },
);

describe('scopes', () => {
  const ENDPOINTS = [
    { path: '/users/me', scope: 'user:read:user' },
    { path: '/users/me/recordings', scope: 'cloud_recording:read:list_user_recordings' },
    {
      path: '/meetings/85000000001/recordings',
      scope: 'cloud_recording:read:list_recording_files',
    },
    { path: '/meetings/85000000001/transcript', scope: 'cloud_recording:read:meeting_transcript' },
  ];
  test.each(ENDPOINTS)('$path needs $scope', async ({ path, scope }) => {
    const app = rig.fake.world.appBy('zoom-user-app');
    if (app) app.scopes = app.scopes.filter(one => one !== scope);
    const answer = await rig.get(path, await rig.userToken());
    expect(answer).toMatchObject({ status: 400, body: { code: 4711 } });
    expect(answer.body.message).toContain(scope);
  });

  test('an app of the account needs the scope of admins', async () => {
    const app = rig.fake.world.appBy('zoom-account-app');
    if (app) app.scopes = app.scopes.map(scope => scope.replace(':admin', ''));
    const answer = await rig.get('/users/zoom-anna/recordings', await rig.accountToken());
    expect(answer).toMatchObject({ status: 400, body: { code: 4711 } });
  });

  test('classic scopes do as well', async () => {
    const app = rig.fake.world.appBy('zoom-user-app');
    if (app) app.scopes = ['recording:read'];
    expect((await rig.get('/users/me/recordings', await rig.userToken())).status).toBe(200);
  });
});

describe('rates', () => {
  test('the 21st medium call of a second is refused, and allowed in the next', async () => {
    const token = await rig.userToken();
    const ask = () => rig.get('/users/me/recordings', token);
    for (let call = 0; call < 20; call += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused).toMatchObject({ status: 429, body: { code: 429 } });
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'x-ratelimit-category': 'Medium',
      'x-ratelimit-type': 'QPS',
      'x-ratelimit-limit': '20',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': `${NOW / 1000 + 1}`,
    });
    rig.fake.clock.advance(1000);
    expect((await ask()).status).toBe(200);
  });

  test('apps of one account share a limit', async () => {
    const [user, account] = [await rig.userToken(), await rig.accountToken()];
    for (let call = 0; call < 20; call += 1) await rig.get('/users/me/recordings', user);
    expect((await rig.get('/users/zoom-boris/recordings', account)).status).toBe(429);
  });

  test('a hit of the day says as a date when it ends', async () => {
    const token = await rig.userToken();
    rig.fake.faults.add({ operation: 'list_recordings', kind: 'rate_daily' });
    const refused = await rig.get('/users/me/recordings', token);
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'x-ratelimit-type': 'Daily-limit',
      'retry-after': '2026-03-16T00:00:00Z',
    });
  });
});

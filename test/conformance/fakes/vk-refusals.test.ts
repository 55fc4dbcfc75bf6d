import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Files,
  formWith,
  NEW_APP,
  NOW,
  type Params,
  post,
  REDIRECT,
  type VkRig,
  vkRig,
} from './vk-rig.ts';

let rig: VkRig;

beforeEach(async () => {
  rig = await vkRig();
});
afterEach(() => rig.fake.close());

const DAY = 86_400_000;
const VIDEO = { name: 'talk.mp4', bytes: 'a film' };
type Saved = { upload_url: string; owner_id: number; video_id: number };

const save = (params: Params = {}, token = rig.legacyToken()) =>
  rig.response<Saved>('video.save', params, token);

/** A video that is on the platform, four seconds old. */
async function uploaded() {
  const saved = await save();
  expect((await post(saved.upload_url, formWith({ video_file: VIDEO }))).body.video_id).toBe(
    saved.video_id,
  );
  rig.fake.clock.advance(4000);
  return saved;
}

type Ask = (rig: VkRig) => Promise<{ status: number; body: Record<string, unknown> }>;
const saving =
  (params: Params, token?: (rig: VkRig) => string): Ask =>
  own =>
    own.method('video.save', params, token ? token(own) : own.legacyToken());
const tokenOf =
  (kind: 'vkid' | 'community' | 'service', more: { client_id?: string } = {}) =>
  (own: VkRig) =>
    own.fake.issueToken({ kind, ...more });

const CALLS: { name: string; ask: Ask; code: number }[] = [
  {
    name: 'a call without v',
    ask: own => own.method('users.get', { v: '' }, own.legacyToken()),
    code: 8,
  },
  {
    name: 'a version that is none',
    ask: own => own.method('users.get', { v: 'latest' }, own.legacyToken()),
    code: 8,
  },
  { name: 'a call without a token', ask: own => own.method('users.get', {}), code: 5 },
  { name: 'an unknown token', ask: own => own.method('users.get', {}, 'vk1.a.made-up'), code: 5 },
  {
    name: 'an unknown method',
    ask: own => own.method('video.explode', {}, own.legacyToken()),
    code: 3,
  },
  {
    name: 'a legacy token of a day ago',
    ask: own => {
      const token = own.legacyToken();
      own.fake.clock.advance(DAY);
      return own.method('users.get', {}, token);
    },
    code: 5,
  },
  {
    name: 'a token of VK ID of an hour ago',
    ask: async own => {
      const { body } = await own.auth(await own.grant());
      own.fake.clock.advance(3_600_000);
      return own.method('users.get', {}, `${body.access_token}`);
    },
    code: 1117,
  },
  {
    name: 'a token that the user revoked',
    ask: own => {
      const token = own.legacyToken();
      own.fake.tokens.revokeAll(() => true);
      return own.method('users.get', {}, token);
    },
    code: 5,
  },
  {
    name: 'an app that was disabled',
    ask: own => {
      for (const app of own.fake.world.apps) app.disabled = true;
      return own.method('users.get', {}, own.legacyToken());
    },
    code: 2,
  },
  { name: 'saving without the scope', ask: saving({}, own => own.legacyToken(['wall'])), code: 15 },
  { name: 'saving by a community', ask: saving({}, tokenOf('community')), code: 27 },
  { name: 'saving by a service', ask: saving({}, tokenOf('service')), code: 28 },
  {
    name: 'saving by VK ID without extended rights',
    ask: saving({}, tokenOf('vkid', { client_id: NEW_APP })),
    code: 1051,
  },
  {
    name: 'posting by VK ID without extended rights',
    ask: own =>
      own.method('wall.post', { message: 'x' }, tokenOf('vkid', { client_id: NEW_APP })(own)),
    code: 1051,
  },
  { name: 'a name of 129 characters', ask: saving({ name: 'я'.repeat(129) }), code: 100 },
  { name: 'a description of 5,001', ask: saving({ description: 'я'.repeat(5001) }), code: 100 },
  { name: 'a negative community', ask: saving({ group_id: -2001 }), code: 100 },
  { name: 'an unknown community', ask: saving({ group_id: 9999 }), code: 100 },
  { name: 'a community without a role', ask: saving({ group_id: 2002 }), code: 204 },
  {
    name: 'a strict community without two factors',
    ask: saving({ group_id: 2003 }, own => own.legacyToken(['video'], 1002)),
    code: 704,
  },
  { name: 'an album that is not there', ask: saving({ album_id: 7 }), code: 100 },
  { name: 'an unknown privacy', ask: saving({ privacy_view: 'everybody' }), code: 100 },
  { name: 'a flag that is none', ask: saving({ wallpost: 'yes' }), code: 100 },
  { name: 'an id that is no number', ask: saving({ group_id: 'club' }), code: 100 },
  {
    name: 'naming videos wrongly',
    ask: own => own.method('video.get', { videos: 'video-1_2' }, own.legacyToken()),
    code: 100,
  },
  {
    name: 'editing a video whose file never came',
    ask: async own =>
      own.method('video.edit', { video_id: (await save()).video_id, name: 'x' }, own.legacyToken()),
    code: 100,
  },
  {
    name: 'editing the video of another',
    ask: async own => {
      const { owner_id, video_id } = await uploaded();
      return own.method(
        'video.edit',
        { owner_id, video_id, name: 'x' },
        own.legacyToken(['video'], 1002),
      );
    },
    code: 204,
  },
  {
    name: 'a name of 129 characters in an edit',
    ask: async own =>
      own.method(
        'video.edit',
        { video_id: (await uploaded()).video_id, name: 'x'.repeat(129) },
        own.legacyToken(),
      ),
    code: 100,
  },
  {
    name: 'deleting twice',
    ask: async own => {
      const { video_id } = await uploaded();
      expect(await own.response('video.delete', { video_id }, own.legacyToken())).toBe(1);
      return own.method('video.delete', { video_id }, own.legacyToken());
    },
    code: 100,
  },
  {
    name: 'a thumbnail before the video exists',
    ask: async own => thumb(own, (await save()).video_id),
    code: 100,
  },
  {
    name: 'a thumbnail at once after the upload',
    ask: async own => {
      const { video_id } = await uploaded();
      const text = await thumbText(own);
      const video = own.fake.world.videoBy(1001, video_id);
      if (video) video.uploaded_at = own.fake.clock.now();
      return own.method(
        'video.saveUploadedThumb',
        { owner_id: 1001, video_id, thumb_json: text },
        own.legacyToken(),
      );
    },
    code: 1,
  },
  {
    name: 'a thumb_json in other white space',
    ask: async own =>
      thumb(own, (await uploaded()).video_id, text => JSON.stringify(JSON.parse(text), null, 1)),
    code: 100,
  },
  {
    name: 'more than 100 albums',
    ask: own => own.method('video.getAlbums', { count: 101 }, own.legacyToken()),
    code: 100,
  },
  {
    name: 'an album without a title',
    ask: own => own.method('video.addAlbum', { title: ' ' }, own.legacyToken()),
    code: 119,
  },
  {
    name: 'a video that is in the album',
    ask: async own => {
      const { owner_id, video_id } = await uploaded();
      const { album_id } = await own.response<{ album_id: number }>(
        'video.addAlbum',
        { title: 'x' },
        own.legacyToken(),
      );
      const params = { owner_id, video_id, album_id };
      await own.response('video.addToAlbum', params, own.legacyToken());
      return own.method('video.addToAlbum', params, own.legacyToken());
    },
    code: 800,
  },
  { name: 'an empty post', ask: own => own.method('wall.post', {}, own.legacyToken()), code: 100 },
  {
    name: 'a post on the wall of another',
    ask: own => own.method('wall.post', { owner_id: -2002, message: 'x' }, own.legacyToken()),
    code: 214,
  },
  {
    name: 'a post of a community on another wall',
    ask: own =>
      own.method('wall.post', { owner_id: -2002, message: 'x' }, tokenOf('community')(own)),
    code: 15,
  },
  {
    name: 'a post with a video that is not there',
    ask: own => own.method('wall.post', { attachments: 'video1001_5' }, own.legacyToken()),
    code: 100,
  },
  {
    name: 'a post for yesterday',
    ask: own =>
      own.method('wall.post', { message: 'x', publish_date: NOW / 1000 - DAY }, own.legacyToken()),
    code: 100,
  },
  {
    name: 'two posts for one minute',
    ask: async own => {
      const params = { message: 'x', publish_date: NOW / 1000 + DAY };
      await own.response('wall.post', params, own.legacyToken());
      return own.method('wall.post', params, own.legacyToken());
    },
    code: 214,
  },
];

async function thumbText(own: VkRig, name = 'file') {
  const { upload_url } = await own.response<{ upload_url: string }>(
    'video.getThumbUploadUrl',
    { owner_id: 1001 },
    own.legacyToken(),
  );
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
  return (await post(upload_url, formWith({ [name]: { name: 'cover.jpg', bytes } }))).text;
}

async function thumb(own: VkRig, video_id: number, change = (text: string) => text) {
  const thumb_json = change(await thumbText(own));
  const params = { owner_id: 1001, video_id, set_thumb: 1, thumb_json };
  return own.method('video.saveUploadedThumb', params, own.legacyToken());
}

test.each(CALLS)('inside HTTP 200 the API refuses $name with $code', async ({ ask, code }) => {
  const { status, body } = await ask(rig);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    error: { error_code: code, error_msg: expect.any(String), request_params: expect.any(Array) },
  });
});

test('an error repeats what was asked, but no token', async () => {
  const { body } = await rig.method('video.save', { name: 'x'.repeat(129) }, rig.legacyToken());
  const { request_params } = body.error as { request_params: { key: string }[] };
  expect(request_params.map(({ key }) => key)).toEqual(['v', 'name']);
});

test('the wall of a community refuses what the day has enough of', async () => {
  for (let count = 0; count < 50; count += 1)
    await rig.response('wall.post', { message: 'x' }, rig.legacyToken());
  const { body } = await rig.method('wall.post', { message: 'x' }, rig.legacyToken());
  expect(body).toMatchObject({ error: { error_code: 214 } });
});

describe('rates', () => {
  const get = (token: string) =>
    fetch(`${rig.fake.origins.api}/method/users.get?v=5.199`, {
      headers: { authorization: `Bearer ${token}` },
    });

  test.each([
    { kind: 'legacy', limit: 3 },
    { kind: 'community', limit: 20 },
    { kind: 'service', limit: 5 },
  ] as const)(
    'a $kind token makes $limit calls a second, then gets error 6 in a 200',
    async ({ kind, limit }) => {
      const token = rig.fake.issueToken({ kind });
      for (let call = 0; call < limit; call += 1)
        expect(await (await get(token)).json()).toHaveProperty('response');
      const refused = await get(token);
      expect([refused.status, await refused.json()]).toMatchObject([
        200,
        { error: { error_code: 6 } },
      ]);
      rig.fake.clock.advance(1000);
      expect(await (await get(token)).json()).toHaveProperty('response');
    },
  );

  test('an app saves 5,000 videos a day', async () => {
    rig.fake.rates.setDay('51000001', 'video.save', 4999);
    await save();
    const { body } = await rig.method('video.save', {}, rig.legacyToken());
    expect(body).toMatchObject({ error: { error_code: 29 } });
    rig.fake.clock.advance(DAY / 2);
    await save();
  });
});

type Upload = (saved: Saved, url: string) => ReturnType<typeof post>;
const UPLOADS: { name: string; send: Upload; says: string }[] = [
  {
    name: 'another field',
    send: (_, url) => post(url, formWith({ file: VIDEO })),
    says: 'video_file expected',
  },
  {
    name: 'no multipart',
    send: (_, url) => post(url, 'a film'),
    says: 'multipart/form-data expected',
  },
  {
    name: 'two files',
    send: (_, url) => post(url, formWith({ video_file: VIDEO, other: VIDEO })),
    says: 'one file',
  },
  {
    name: 'an empty file',
    send: (_, url) => post(url, formWith({ video_file: { ...VIDEO, bytes: '' } })),
    says: 'empty',
  },
  {
    name: 'another format',
    send: (_, url) => post(url, formWith({ video_file: { ...VIDEO, name: 'talk.webm' } })),
    says: 'format',
  },
  {
    name: 'a file that is too large',
    send: (_, url) => post(url, formWith({ video_file: { ...VIDEO, bytes: 'x'.repeat(1001) } })),
    says: 'too big',
  },
  {
    name: 'an unknown address',
    send: (_, url) => post(url.replace(/key=./, 'key=_'), formWith({ video_file: VIDEO })),
    says: 'unknown',
  },
  {
    name: 'an address of yesterday',
    send: (_, url) => {
      rig.fake.clock.advance(DAY);
      return post(url, formWith({ video_file: VIDEO }));
    },
    says: 'expired',
  },
  {
    name: 'an address with another end',
    send: (_, url) => post(`${url}0`, formWith({ video_file: VIDEO })),
    says: 'unknown',
  },
  {
    name: 'an address that was used',
    send: async (_, url) => {
      await post(url, formWith({ video_file: VIDEO }));
      return post(url, formWith({ video_file: VIDEO }));
    },
    says: 'already used',
  },
];

test.each(UPLOADS)('inside HTTP 200 the upload host refuses $name', async ({ send, says }) => {
  await rig.fake.close();
  rig = await vkRig({ maxFileBytes: 1000 });
  const saved = await save();
  const { status, body } = await send(saved, saved.upload_url);
  expect(status).toBe(200);
  expect(body.error_msg).toContain(says);
});

const PICTURES: { name: string; files: Files }[] = [
  {
    name: 'another field',
    files: { photo: { name: 'a.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff]) } },
  },
  { name: 'what is no picture', files: { file: { name: 'a.jpg', bytes: 'GIF89a' } } },
  {
    name: 'a picture of six megabytes',
    files: { file: { name: 'a.png', bytes: `\u0001PNG${'x'.repeat(6 * 1024 * 1024)}` } },
  },
];

test.each(PICTURES)('the host of pictures refuses $name', async ({ files }) => {
  const params = { owner_id: 1001 };
  const { upload_url } = await rig.response<{ upload_url: string }>(
    'video.getThumbUploadUrl',
    params,
    rig.legacyToken(),
  );
  expect((await post(upload_url, formWith(files))).body.error_msg).toContain('no picture');
});

describe('VK ID', () => {
  const CONSENTS: { name: string; query: Params }[] = [
    { name: 'an unknown app', query: { client_id: '1' } },
    { name: 'an address off the list', query: { redirect_uri: 'http://127.0.0.1:9/' } },
    { name: 'another response type', query: { response_type: 'token' } },
    { name: 'no challenge', query: { code_challenge: '' } },
    { name: 'a challenge in plain text', query: { code_challenge_method: 'plain' } },
    { name: 'no state', query: { state: '' } },
  ];
  test.each(CONSENTS)('consent refuses $name', async ({ query }) => {
    expect(await rig.consent(query)).toMatchObject({ status: 400 });
  });

  const EXCHANGES: { name: string; change: Params; error: string }[] = [
    { name: 'no device_id', change: { device_id: '' }, error: 'invalid_request' },
    { name: 'another device_id', change: { device_id: 'x' }, error: 'invalid_grant' },
    { name: 'a wrong verifier', change: { code_verifier: 'w'.repeat(64) }, error: 'invalid_grant' },
    {
      name: 'a verifier that is too short',
      change: { code_verifier: 'w'.repeat(42) },
      error: 'invalid_request',
    },
    { name: 'a foreign state', change: { state: 'y'.repeat(32) }, error: 'invalid_grant' },
    {
      name: 'another redirect_uri',
      change: { redirect_uri: `${REDIRECT}2` },
      error: 'invalid_grant',
    },
    { name: 'an unknown code', change: { code: 'made-up' }, error: 'invalid_grant' },
    { name: 'the code of another app', change: { client_id: NEW_APP }, error: 'invalid_grant' },
    { name: 'an unknown app', change: { client_id: '1' }, error: 'invalid_client' },
    { name: 'an unknown grant type', change: { grant_type: 'password' }, error: 'invalid_request' },
  ];
  test.each(EXCHANGES)(
    'inside HTTP 200 an exchange is refused for $name',
    async ({ change, error }) => {
      const answer = await rig.auth({ ...(await rig.grant()), ...change });
      expect(answer).toMatchObject({
        status: 200,
        body: { error, error_description: expect.any(String) },
      });
    },
  );

  test('a code works once, and for ten minutes', async () => {
    const [once, late] = [await rig.grant(), await rig.grant()];
    expect((await rig.auth(once)).body).toHaveProperty('access_token');
    expect((await rig.auth(once)).body).toMatchObject({ error: 'invalid_grant' });
    rig.fake.clock.advance(600_000);
    expect((await rig.auth(late)).body).toMatchObject({ error: 'invalid_grant' });
  });

  const REFRESHES: { name: string; change: Params; later: number; error: string }[] = [
    { name: 'no device_id', change: { device_id: '' }, later: 0, error: 'invalid_request' },
    { name: 'another device_id', change: { device_id: 'x' }, later: 0, error: 'invalid_grant' },
    { name: 'no state', change: { state: '' }, later: 0, error: 'invalid_request' },
    { name: 'another app', change: { client_id: NEW_APP }, later: 0, error: 'invalid_grant' },
    { name: 'half a year later', change: {}, later: 180 * DAY, error: 'invalid_grant' },
  ];
  test.each(REFRESHES)('a refresh is refused for $name', async ({ change, later, error }) => {
    const refresh = await refreshOf();
    rig.fake.clock.advance(later);
    expect((await rig.auth({ ...refresh, ...change })).body).toMatchObject({ error });
  });

  test('a refresh token works once', async () => {
    const refresh = await refreshOf();
    expect((await rig.auth(refresh)).body).toHaveProperty('refresh_token');
    expect((await rig.auth(refresh)).body).toMatchObject({ error: 'invalid_grant' });
  });

  async function refreshOf() {
    const { client_id, device_id, ...asked } = await rig.grant();
    const { body } = await rig.auth({ client_id, device_id, ...asked });
    return {
      grant_type: 'refresh_token',
      refresh_token: `${body.refresh_token}`,
      client_id,
      device_id,
      state: 'new',
    };
  }
});

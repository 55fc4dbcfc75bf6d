import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  APP,
  consentAt,
  formWith,
  NEW_APP,
  NOW,
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

const VIDEO = { name: 'лекция.mp4', bytes: 'a film' };
type Saved = { upload_url: string; owner_id: number; video_id: number; access_key: string };
type Items = { count: number; items: Record<string, unknown>[] };

const save = (params = {}, token = rig.legacyToken()) =>
  rig.response<Saved>('video.save', params, token);
const send = ({ upload_url }: Saved) => post(upload_url, formWith({ video_file: VIDEO }));
const listed = (videos: string) => rig.response<Items>('video.get', { videos }, rig.legacyToken());

test('the whole way: VK ID, save, upload, conversion, thumbnail, album, wall, edit, delete', async () => {
  const grant = await rig.grant();
  const { body: pair } = await rig.auth(grant);
  expect(pair).toMatchObject({
    token_type: 'Bearer',
    expires_in: 3600,
    user_id: 1001,
    state: grant.state,
  });
  const refresh = {
    grant_type: 'refresh_token',
    refresh_token: `${pair.refresh_token}`,
    state: 'second',
  };
  const { body } = await rig.auth({ ...refresh, client_id: APP, device_id: grant.device_id });
  const token = `${body.access_token}`;
  expect(await rig.response('users.get', {}, token)).toMatchObject([{ id: 1001 }]);
  expect(
    await rig.response('groups.get', { filter: 'admin,editor', extended: 1 }, token),
  ).toMatchObject({
    count: 1,
    items: [{ id: 2001, name: 'Лекции' }],
  });
  const { album_id } = await rig.response<{ album_id: number }>(
    'video.addAlbum',
    { group_id: 2001, title: 'Algebra' },
    token,
  );
  const saved = await save(
    { name: 'Lecture 1', description: 'd', group_id: 2001, privacy_view: 'all' },
    token,
  );
  const key = `${saved.owner_id}_${saved.video_id}`;
  expect(saved.owner_id).toBe(-2001);
  expect(await listed(key)).toEqual({ count: 0, items: [] });
  expect((await send(saved)).body).toMatchObject({
    size: 6,
    owner_id: -2001,
    video_id: saved.video_id,
  });
  expect((await listed(`${key}_${saved.access_key}`)).items).toMatchObject([
    { processing: 1, converting: 1, title: 'Lecture 1' },
  ]);
  rig.fake.clock.advance(4000);
  const [ready] = (await listed(key)).items;
  expect(ready).toHaveProperty('files');
  expect(ready).not.toHaveProperty('processing');

  const { upload_url } = await rig.response<{ upload_url: string }>(
    'video.getThumbUploadUrl',
    { owner_id: -2001 },
    token,
  );
  const picture = { name: 'cover.png', bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d]) };
  const { text: thumb_json } = await post(upload_url, formWith({ file: picture }));
  const ids = { owner_id: -2001, video_id: saved.video_id };
  const thumb = await rig.response(
    'video.saveUploadedThumb',
    { ...ids, thumb_json, set_thumb: 1 },
    token,
  );
  expect(thumb).toMatchObject({ photo_owner_id: -2001 });
  expect(
    await rig.response('video.addToAlbum', { ...ids, album_id, target_id: -2001 }, token),
  ).toBe(1);
  expect(
    await rig.response('video.getAlbums', { owner_id: -2001, count: 100 }, token),
  ).toMatchObject({
    items: [{ id: album_id, title: 'Algebra', count: 1 }],
  });
  const postParams = {
    owner_id: -2001,
    from_group: 1,
    message: 'New',
    attachments: `video${key}`,
    publish_date: NOW / 1000 + 86_400,
  };
  expect(await rig.response('wall.post', postParams, token)).toEqual({ post_id: 1 });
  await rig.response('video.edit', { ...ids, name: 'Lecture One', desc: 'better' }, token);
  const [video] = rig.fake.world.videos;
  const sha256 = createHash('sha256').update('a film').digest('hex');
  expect(video).toMatchObject({
    title: 'Lecture One',
    description: 'better',
    content: { bytes: 6, sha256 },
    album_ids: [album_id],
  });
  expect(video?.thumb?.bytes).toBe(5);
  await rig.response('video.delete', ids, token);
  expect((await listed(key)).count).toBe(0);
});

test('all videos of an owner come the newest first, by pages', async () => {
  const saved = [await save({ name: 'a' }), await save({ name: 'b' }), await save({ name: 'c' })];
  for (const one of saved) await send(one);
  const params = { owner_id: 1001, count: 2, offset: 1 };
  const { count, items } = await rig.response<Items>('video.get', params, rig.legacyToken());
  expect([count, items.map(({ title }) => title)]).toEqual([3, ['b', 'a']]);
});

test('wallpost puts the video on the wall when its file is there', async () => {
  const saved = await save({ wallpost: 1 });
  expect(rig.fake.world.posts).toEqual([]);
  await send(saved);
  expect(rig.fake.world.posts).toMatchObject([
    { owner_id: 1001, attachments: [`video1001_${saved.video_id}`] },
  ]);
});

test('a link needs no file', async () => {
  const saved = await save({ link: 'https://example.test/film' });
  expect((await post(saved.upload_url)).body).toMatchObject({ video_id: saved.video_id });
});

test('parameters without effect are remembered', async () => {
  await save({ group_id: 2001, privacy_view: 'only_me' });
  await save({ no_comments: 1 });
  expect(rig.fake.violations).toEqual([
    'video.save: privacy_view has no effect here.',
    'video.save: no_comments has no effect here.',
  ]);
});

test('a token of a community writes on its own wall', async () => {
  const token = rig.fake.issueToken({ kind: 'community', group_id: 2001 });
  await rig.response('wall.post', { owner_id: -2001, message: 'Hello' }, token);
  expect(rig.fake.world.posts).toMatchObject([{ owner_id: -2001, from_group: true }]);
});

test('VK ID: a person who denies, the profile, the end of a consent', async () => {
  expect((await rig.consent({}, 'deny')).location?.searchParams.get('error')).toBe('access_denied');
  const grant = await rig.grant({ client_id: NEW_APP });
  const { body } = await rig.auth(grant);
  expect(body.scope).toBe('vkid.personal_info');
  const ask = (path: string) =>
    post(
      `${rig.fake.origins.id}/oauth2/${path}`,
      new URLSearchParams({ client_id: NEW_APP, access_token: `${body.access_token}` }),
    );
  expect((await ask('user_info')).body).toMatchObject({
    user: { user_id: '1001', first_name: 'Анна' },
  });
  expect((await ask('revoke')).body).toEqual({ response: 1 });
  expect((await ask('user_info')).body).toMatchObject({ error: 'invalid_token' });
  const refresh = {
    grant_type: 'refresh_token',
    refresh_token: `${body.refresh_token}`,
    client_id: NEW_APP,
  };
  expect(
    (await rig.auth({ ...refresh, device_id: grant.device_id, state: 'x' })).body,
  ).toMatchObject({ error: 'invalid_grant' });
});

test('VK ID takes both spellings of S256, and parameters in the query', async () => {
  const { code, ...rest } = await rig.grant({ code_challenge_method: 's256' });
  const url = `${rig.fake.origins.id}/oauth2/auth?${new URLSearchParams(rest)}`;
  expect((await post(url, new URLSearchParams({ code }))).body).toHaveProperty('access_token');
});

const legacyPage = (query: Record<string, string>) =>
  `${rig.fake.origins.oauth}/authorize?${new URLSearchParams({
    client_id: APP,
    display: 'page',
    redirect_uri: 'https://oauth.vk.com/blank.html',
    scope: 'video,groups,wall',
    response_type: 'token',
    v: '5.131',
    state: 'mine',
    ...query,
  })}`;

test.each([
  { name: 'words', scope: 'video,groups,wall', expiresIn: '86400' },
  { name: 'bits', scope: '270352', expiresIn: '86400' },
  { name: 'offline', scope: 'video,offline', expiresIn: '0' },
])(
  'the implicit flow with $name puts the token into the fragment',
  async ({ scope, expiresIn }) => {
    const { location } = await consentAt(legacyPage({ scope }), 'allow');
    expect(`${location?.origin}${location?.pathname}`).toBe(`${rig.fake.origins.oauth}/blank.html`);
    const values = new URLSearchParams(location?.hash.slice(1));
    expect(Object.fromEntries(values)).toMatchObject({
      expires_in: expiresIn,
      user_id: '1001',
      state: 'mine',
    });
    await save({}, values.get('access_token') ?? '');
  },
);

test('the implicit flow, denied', async () => {
  const { location } = await consentAt(legacyPage({}), 'deny');
  expect(location?.hash).toMatch(/^#error=access_denied&/);
});

test.each([
  { name: 'an unknown app', query: { client_id: '1' } },
  { name: 'a foreign address', query: { redirect_uri: 'http://127.0.0.1:9/' } },
  { name: 'an unknown response type', query: { response_type: 'id' } },
  { name: 'no version', query: { v: '' } },
] as { name: string; query: Record<string, string> }[])(
  'the old page refuses $name',
  async ({ query }) => {
    expect((await consentAt(legacyPage(query), 'allow')).status).toBe(400);
  },
);

test('the old flow with a code', async () => {
  const { location } = await consentAt(
    legacyPage({ response_type: 'code', redirect_uri: REDIRECT }),
    'allow',
  );
  const params = {
    client_id: APP,
    client_secret: 'vk-app-secret',
    redirect_uri: REDIRECT,
    code: location?.searchParams.get('code') ?? '',
  };
  const exchange = (change = {}) =>
    post(`${rig.fake.origins.oauth}/access_token`, new URLSearchParams({ ...params, ...change }));
  expect(await exchange({ client_secret: 'wrong' })).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  });
  const { body } = await exchange();
  expect(body).toMatchObject({ expires_in: 86_400, user_id: 1001 });
  expect(body).not.toHaveProperty('refresh_token');
  expect(await exchange()).toMatchObject({ status: 401, body: { error: 'invalid_grant' } });
});

test.each([
  { reason: '9', more: {} },
  { reason: '10', more: {} },
  { reason: '14', more: { captcha_sid: expect.any(String), captcha_img: expect.any(String) } },
  { reason: '17', more: { redirect_uri: expect.any(String) } },
  { reason: '24', more: { confirmation_text: expect.any(String) } },
  { reason: '3300', more: {} },
])('refuse: error $reason inside HTTP 200', async ({ reason, more }) => {
  rig.fake.faults.add({ operation: 'video.save', kind: 'refuse', reason });
  const { status, body } = await rig.method('video.save', {}, rig.legacyToken());
  expect([status, body]).toMatchObject([200, { error: { error_code: Number(reason), ...more } }]);
  expect(rig.fake.world.videos).toEqual([]);
});

test.each([
  { order: { kind: 'refuse', reason: 'failed' }, body: { error_code: 22 } },
  { order: { kind: 'refuse', reason: 'failed_in_words' }, body: { error: 'internal error' } },
  { order: { kind: 'html' }, body: {} },
])('the upload host answers 200 and no success: $order', async ({ order, body }) => {
  const saved = await save();
  rig.fake.faults.add({ operation: 'upload', ...order });
  const answer = await send(saved);
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual(expect.objectContaining(body));
  expect(answer.body).not.toHaveProperty('video_id');
  expect((await listed(`1001_${saved.video_id}`)).count).toBe(0);
});

test('an upload that is cut leaves no video, and its address', async () => {
  const saved = await save();
  rig.fake.faults.add({ operation: 'upload', kind: 'cut_request', after_bytes: 100 });
  await expect(send(saved)).rejects.toThrow();
  expect((await listed(`1001_${saved.video_id}`)).count).toBe(0);
  expect((await send(saved)).body).toHaveProperty('video_id');
});

test('an upload whose answer is lost is there', async () => {
  const saved = await save();
  rig.fake.faults.add({ operation: 'upload', kind: 'lose_answer' });
  await expect(send(saved)).rejects.toThrow();
  expect((await listed(`1001_${saved.video_id}`)).count).toBe(1);
});

test('slow_conversion takes half an hour', async () => {
  const saved = await save();
  rig.fake.faults.add({ operation: 'upload', kind: 'slow_conversion' });
  await send(saved);
  rig.fake.clock.advance(29 * 60_000);
  expect((await listed(`1001_${saved.video_id}`)).items).toMatchObject([{ processing: 1 }]);
  rig.fake.clock.advance(60_000);
  expect((await listed(`1001_${saved.video_id}`)).items[0]).not.toHaveProperty('processing');
});

test('id_as_text: the upload host names the owner, too', async () => {
  const saved = await save();
  rig.fake.faults.add({ operation: 'upload', kind: 'id_as_text' });
  expect((await send(saved)).body.video_id).toBe(`1001_${saved.video_id}`);
});

test('over the control door: a token, an app, the end of a conversion, the state', async () => {
  const door = (name: string, value: unknown) =>
    post(`${rig.fake.origins.id}/__fake/${name}`, JSON.stringify(value));
  await door('app', { client_id: '7', extended: true, redirect_uris: [REDIRECT] });
  const { body } = await door('token', { kind: 'vkid', client_id: '7' });
  await door('conversion', { ms: 60_000 });
  const saved = await save({}, `${body.access_token}`);
  await send(saved);
  await door('convert', { owner_id: saved.owner_id, video_id: saved.video_id });
  const state = await (await fetch(`${rig.fake.origins.api}/__fake/state`)).text();
  expect(JSON.parse(state)).toMatchObject({ videos: [{ id: saved.video_id, converting: false }] });
  expect(state).not.toContain('vk-app-secret');
  expect((await door('token', { kind: 'king' })).status).toBe(400);
});

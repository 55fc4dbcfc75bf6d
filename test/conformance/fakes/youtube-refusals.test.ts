import { afterEach, beforeEach, expect, test } from 'vitest';
import { SCOPES } from '#test/fakes/google/scopes.ts';
import { YOUTUBE_ERRORS } from '#test/fakes/youtube/errors.ts';
import { METHODS } from '#test/fakes/youtube/methods.ts';
import { APP, type Reply, type Rig, related, startRig, videosOf } from './youtube-rig.ts';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.youtube.close());

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)]);
const VTT = 'WEBVTT\n\n00:00.000 --> 00:02.000\nHello';
const DAY_MS = 24 * 60 * 60_000;

test.each(METHODS)(
  '$name: who, with what right, and nobody else',
  async ({ method, path, scopes }) => {
    const request = `${method} ${path}?part=id`;
    const as = async (authorization: string) => {
      const { status, reason } = await rig.call(request, { headers: { authorization } });
      return [status, reason];
    };
    expect(await as('none')).toEqual([401, 'authorizationRequired']);
    expect(await as('Basic YTpi')).toEqual([401, 'authorizationRequired']);
    expect(await as('Bearer nobody')).toEqual([401, 'authError']);
    for (const scope of Object.values(SCOPES)) {
      const [, reason] = await as(`Bearer ${rig.tokenOf('anna', [scope])}`);
      expect(reason === 'insufficientPermissions').toBe(!scopes.includes(scope));
    }
    const token = rig.tokenOf('anna');
    rig.clock.advance(60 * 60_000);
    expect(await as(`Bearer ${token}`)).toEqual([401, 'authError']);
  },
);

test.each(Object.entries(YOUTUBE_ERRORS))(
  '$0 can be ordered, in the shape of the contract',
  async (reason, { status }) => {
    rig.youtube.faults.add({ operation: 'videos.list', kind: 'refuse', reason });
    const reply = await rig.call('GET /youtube/v3/videos?part=id&id=x');
    expect([reply.status, reply.reason]).toEqual([status, reason]);
    expect(reply.value.error).toEqual({
      code: status,
      message: expect.any(String),
      errors: [{ domain: expect.any(String), reason, message: expect.any(String) }],
    });
  },
);

test.each(['invalid_grant', 'invalid_client'])(
  '%s can be ordered of the token endpoint',
  async reason => {
    rig.youtube.faults.add({ operation: 'oauth.token', kind: 'refuse', reason });
    expect((await rig.call('POST /token')).value.error).toBe(reason);
  },
);

test('a newer front end adds a status', async () => {
  rig.youtube.changeSettings({ newer_errors: true });
  const reply = await rig.call('GET /youtube/v3/channels?part=id', {
    headers: { authorization: 'none' },
  });
  expect(reply.value.error.status).toBe('UNAUTHENTICATED');
});

const inserts = async () => (await rig.start()).reason;
const reads = async () => (await rig.call('GET /youtube/v3/channels?part=id&mine=true')).reason;
const spent = () => {
  const { units, inserts: count } = rig.youtube.state().quota.project ?? {};
  return [units, count];
};

test('100 inserts a day, then none until midnight in California; reading goes on', async () => {
  for (let count = 0; count < 100; count += 1) expect(await inserts()).toBeUndefined();
  expect(await inserts()).toBe('quotaExceeded');
  expect(await reads()).toBeUndefined();
  rig.clock.set(Date.parse('2026-03-10T06:59:59Z'));
  rig.useToken(rig.tokenOf('anna'));
  expect(await inserts()).toBe('quotaExceeded');
  rig.clock.advance(1000);
  expect(await inserts()).toBeUndefined();
});

test('units by method, one at least for what is refused, none for whom nobody knows', async () => {
  const id = await rig.insert();
  expect(spent()).toEqual([0, 1]);
  await rig.call(`GET /youtube/v3/videos?part=id&id=${id}`);
  expect(spent()).toEqual([1, 1]);
  await rig.json('POST /youtube/v3/playlists?part=snippet', { snippet: { title: 'a' } });
  expect(spent()).toEqual([51, 1]);
  await rig.json('POST /youtube/v3/playlists?part=snippet', {});
  expect(spent()).toEqual([52, 1]);
  await rig.start({ body: '{' });
  expect(spent()).toEqual([52, 2]);
  await rig.call('GET /youtube/v3/videos?part=id', { headers: { authorization: 'none' } });
  expect(spent()).toEqual([52, 2]);
  rig.youtube.spend({ project: 'project', bucket: 'units', units: 9900 });
  expect((await rig.json('POST /youtube/v3/playlists?part=snippet', {})).reason).toBe(
    'quotaExceeded',
  );
  expect(await reads()).toBeUndefined();
});

test('the limit of a channel counts 24 hours, whatever the day of the quota', async () => {
  rig.youtube.changeSettings({ channel_uploads: 2 });
  await rig.insert();
  await rig.insert();
  expect(await inserts()).toBe('uploadLimitExceeded');
  rig.clock.advance(DAY_MS);
  rig.useToken(rig.tokenOf('anna'));
  expect(await inserts()).toBeUndefined();
});

test('an app whose project has no API, and an account that has no channel', async () => {
  rig.useToken(rig.tokenOf('clara'));
  const channels = await rig.call('GET /youtube/v3/channels?part=id&mine=true');
  expect([channels.status, channels.value.items]).toEqual([200, []]);
  expect(await inserts()).toBe('youtubeSignupRequired');
  rig.youtube.changeSettings({ no_channel: 'refused' });
  expect(await reads()).toBe('youtubeSignupRequired');
  rig.youtube.accounts.registry.addApp({ ...APP_ROW, api_enabled: false });
  expect(await reads()).toBe('accessNotConfigured');
});

const APP_ROW = { client_id: APP.client_id, client_secret: APP.client_secret };

const thumbnail = (id: string, body: Buffer = PNG, type = 'image/png') =>
  rig.call(`POST /upload/youtube/v3/thumbnails/set?videoId=${id}`, {
    body,
    headers: { 'content-type': type },
  });

test.each<{ name: string; reason: string; act: (id: string) => Promise<Reply> }>([
  { name: 'no video', reason: 'videoNotFound', act: () => thumbnail('nothing') },
  { name: 'no id', reason: 'missingRequiredParameter', act: () => thumbnail('') },
  { name: 'no image', reason: 'invalidImage', act: id => thumbnail(id, Buffer.from('text')) },
  { name: 'another type', reason: 'badContent', act: id => thumbnail(id, PNG, 'image/gif') },
  { name: 'an empty body', reason: 'mediaBodyRequired', act: id => thumbnail(id, Buffer.alloc(0)) },
  {
    name: 'more than 2 MB',
    reason: 'invalidImage',
    act: id => thumbnail(id, Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)])),
  },
  {
    name: 'a channel without a verified phone',
    reason: 'forbidden',
    act: async () => {
      rig.useToken(rig.tokenOf('boris'));
      return thumbnail(await rig.insert());
    },
  },
  {
    name: 'too many in 24 hours',
    reason: 'uploadRateLimitExceeded',
    act: async id => {
      rig.youtube.changeSettings({ channel_thumbnails: 1 });
      await thumbnail(id);
      return thumbnail(id);
    },
  },
  {
    name: 'a video that is not to be seen yet',
    reason: 'videoNotFound',
    act: async () => {
      rig.youtube.changeSettings({ visible_after_ms: 5000 });
      return thumbnail(await rig.insert());
    },
  },
])('a thumbnail is refused with $reason: $name', async ({ reason, act }) => {
  expect((await act(await rig.insert())).reason).toBe(reason);
  expect(videosOf(rig.youtube)[0]?.thumbnail?.bytes ?? PNG.length).toBe(PNG.length);
});

const caption = (id: string, changes: object = {}, text = VTT) =>
  rig.call('POST /upload/youtube/v3/captions?uploadType=multipart&part=snippet', {
    ...related({ snippet: { videoId: id, language: 'ru', name: '', ...changes } }, text),
    method: 'POST',
  });

test.each<{ name: string; reason?: string; act: (id: string) => Promise<Reply> }>([
  { name: 'an empty name', act: id => caption(id) },
  { name: 'SubRip', act: id => caption(id, {}, '1\n00:00:01,000 --> 00:00:02,000\nHello\n') },
  {
    name: 'no times',
    reason: 'contentRequired',
    act: id => caption(id, {}, 'Hello, dear students'),
  },
  { name: 'nothing', reason: 'contentRequired', act: id => caption(id, {}, '') },
  { name: 'a name of 150', act: id => caption(id, { name: 'x'.repeat(150) }) },
  {
    name: 'a name of 151',
    reason: 'nameTooLong',
    act: id => caption(id, { name: 'x'.repeat(151) }),
  },
  { name: 'no language', reason: 'invalidMetadata', act: id => caption(id, { language: '' }) },
  { name: 'no name', reason: 'invalidMetadata', act: id => caption(id, { name: undefined }) },
  { name: 'no video', reason: 'videoNotFound', act: () => caption('nothing') },
  {
    name: 'the same language and name',
    reason: 'captionExists',
    act: async id => {
      await caption(id);
      return caption(id);
    },
  },
  {
    name: 'another name',
    act: async id => {
      await caption(id);
      return caption(id, { name: 'b' });
    },
  },
  {
    name: 'the same again after it was deleted',
    act: async id => {
      await rig.call(`DELETE /youtube/v3/captions?id=${(await caption(id)).value.id}`);
      return caption(id);
    },
  },
  {
    name: 'more than the limit',
    reason: 'uploadTooLarge',
    act: id => {
      rig.youtube.changeSettings({ caption_bytes: 10 });
      return caption(id);
    },
  },
  {
    name: 'no multipart',
    reason: 'badContent',
    act: () => rig.json('POST /upload/youtube/v3/captions?uploadType=multipart&part=snippet', {}),
  },
  {
    name: 'no content at all',
    reason: 'contentRequired',
    act: () => rig.json('POST /upload/youtube/v3/captions?part=snippet', {}),
  },
])('captions: $name: $reason', async ({ reason, act }) => {
  expect((await act(await rig.insert())).reason).toBe(reason);
});

const playlist = async () =>
  (
    await rig.json('POST /youtube/v3/playlists?part=snippet,status', {
      snippet: { title: 'Course' },
    })
  ).value.id;

const item = (playlistId: unknown, videoId: unknown, more: object = {}, details = {}) =>
  rig.json('POST /youtube/v3/playlistItems?part=snippet,contentDetails', {
    snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId }, ...more },
    contentDetails: details,
  });

test.each<{ name: string; reason?: string; act: (id: string) => Promise<Reply> }>([
  {
    name: 'the same video twice',
    act: async id => {
      const list = await playlist();
      await item(list, id);
      return item(list, id, { position: 1 });
    },
  },
  { name: 'no playlist named', reason: 'playlistIdRequired', act: id => item(undefined, id) },
  { name: 'no playlist', reason: 'playlistNotFound', act: id => item('PLnothing', id) },
  {
    name: 'no video named',
    reason: 'resourceIdRequired',
    act: async () => item(await playlist(), undefined),
  },
  { name: 'no video', reason: 'videoNotFound', act: async () => item(await playlist(), 'nothing') },
  {
    name: 'a channel as an item',
    reason: 'invalidResourceType',
    act: async id =>
      item(await playlist(), id, { resourceId: { kind: 'youtube#channel', videoId: id } }),
  },
  {
    name: 'a place beyond the end',
    reason: 'invalidPlaylistItemPosition',
    act: async id => item(await playlist(), id, { position: 1 }),
  },
  {
    name: 'a note of 280',
    act: async id => item(await playlist(), id, {}, { note: 'x'.repeat(280) }),
  },
  {
    name: 'a note of 281',
    reason: 'invalidContentDetails',
    act: async id => item(await playlist(), id, {}, { note: 'x'.repeat(281) }),
  },
  {
    name: 'a full playlist',
    reason: 'playlistContainsMaximumNumberOfVideos',
    act: async id => {
      rig.youtube.changeSettings({ playlist_items: 0 });
      return item(await playlist(), id);
    },
  },
  {
    name: 'a playlist of somebody else',
    reason: 'playlistItemsNotAccessible',
    act: async id => {
      const list = await playlist();
      rig.useToken(rig.tokenOf('boris'));
      return item(list, id);
    },
  },
  {
    name: 'a playlist without a title',
    reason: 'playlistTitleRequired',
    act: () => rig.json('POST /youtube/v3/playlists?part=snippet', {}),
  },
  {
    name: 'a playlist of another privacy',
    reason: 'forbiddenPrivacySetting',
    act: () =>
      rig.json('POST /youtube/v3/playlists?part=snippet,status', {
        snippet: { title: 'a' },
        status: { privacyStatus: 'secret' },
      }),
  },
])('playlists: $name: $reason', async ({ reason, act }) => {
  expect((await act(await rig.insert())).reason).toBe(reason);
});

test('the list of uploads shows the newest first, page by page', async () => {
  const ids = [await rig.insert(), await rig.insert(), await rig.insert()];
  const channel = await rig.call('GET /youtube/v3/channels?part=contentDetails&mine=true');
  const { uploads } = channel.value.items[0].contentDetails.relatedPlaylists;
  const seen: string[] = [];
  let token = '';
  do {
    const { value } = await rig.call(
      `GET /youtube/v3/playlistItems?part=contentDetails&playlistId=${uploads}&maxResults=2${token && `&pageToken=${token}`}`,
    );
    seen.push(
      ...value.items.map(
        (it: { contentDetails: { videoId: string } }) => it.contentDetails.videoId,
      ),
    );
    token = value.nextPageToken ?? '';
  } while (token !== '');
  expect(seen).toEqual(ids.reverse());
  expect(
    (await rig.call(`GET /youtube/v3/playlistItems?part=id&playlistId=${uploads}&pageToken=x`))
      .reason,
  ).toBe('invalidParameter');
});

test('categories by region, with those that nobody can choose', async () => {
  const { value } = await rig.call('GET /youtube/v3/videoCategories?part=snippet&regionCode=RU');
  const byId = new Map(
    value.items.map((it: { id: string; snippet: object }) => [it.id, it.snippet]),
  );
  expect(byId.get('27')).toMatchObject({ title: 'Education', assignable: true });
  expect(byId.get('30')).toMatchObject({ assignable: false });
  expect((await rig.call('GET /youtube/v3/videoCategories?part=snippet')).reason).toBe(
    'invalidParameter',
  );
});

test('what is nowhere is a 404, and the control door changes settings, videos and quota', async () => {
  expect((await rig.call('GET /youtube/v3/nothing')).reason).toBe('notFound');
  const id = await rig.insert();
  const settings = (await rig.json('POST /__fake/settings', { thumbnail_bytes: 5 })).value;
  expect(settings).toMatchObject({ thumbnail_bytes: 5, daily_inserts: 100 });
  await rig.json('POST /__fake/settings', { daily_units: 7 });
  expect(rig.youtube.state().settings).toMatchObject({ thumbnail_bytes: 5, daily_units: 7 });
  await rig.json('POST /__fake/quota', { project: 'project', bucket: 'units', units: 7 });
  expect(await reads()).toBe('quotaExceeded');
  await rig.json('POST /__fake/videos', { id, deleted: true });
  expect((await rig.call('GET /__fake/state')).value.videos).toEqual([]);
});

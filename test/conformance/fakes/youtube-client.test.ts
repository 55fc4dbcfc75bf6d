import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { youtube as youtubeClient } from '@googleapis/youtube';
import { OAuth2Client } from 'google-auth-library';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ALL_SCOPES, APP, type Rig, startRig } from './youtube-rig.ts';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.youtube.close());

/** Google's own client, with the fake in the place of Google. */
function connected() {
  const auth = new OAuth2Client({
    clientId: APP.client_id,
    clientSecret: APP.client_secret,
    redirectUri: APP.redirect_uri,
    // Its own clock does not know that the fake's has moved.
    forceRefreshOnFailure: true,
    endpoints: {
      oauth2AuthBaseUrl: `${rig.origin}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${rig.origin}/token`,
      oauth2RevokeUrl: `${rig.origin}/revoke`,
    },
  });
  // It repeats 5xx by itself; a test of the fake wants to see each.
  // Uploads of the client look for the address only among the options of the call.
  const at = { rootUrl: rig.origin };
  const youtube = youtubeClient({ version: 'v3', auth, ...at, retry: false });
  const consent = async () => {
    const url = auth.generateAuthUrl({
      access_type: 'offline',
      prompt: 'consent',
      scope: ALL_SCOPES,
    });
    const location = rig.youtube.accounts.consent(url, { user: 'anna' });
    const { tokens } = await auth.getToken(new URL(location).searchParams.get('code') ?? '');
    auth.setCredentials(tokens);
    return tokens;
  };
  return { auth, youtube, consent, at };
}

const VIDEO = Buffer.alloc(700_000, 'video');
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(100)]);
const SRT = '1\n00:00:01,000 --> 00:00:02,000\nПривет\n';
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

test('from the consent to a video with thumbnail, captions and playlist, changed and taken back', async () => {
  const { auth, youtube, consent, at } = connected();
  await consent();
  const channels = await youtube.channels.list({
    part: ['snippet', 'contentDetails', 'statistics'],
    mine: true,
  });
  expect(channels.data.items?.[0]?.snippet?.title).toBe('Anna lectures');

  const categories = await youtube.videoCategories.list({ part: ['snippet'], regionCode: 'DE' });
  expect(categories.data.items?.some(({ id }) => id === '27')).toBe(true);

  const inserted = await youtube.videos.insert(
    {
      part: ['snippet', 'status'],
      requestBody: {
        snippet: { title: 'Лекция 1', description: 'a', tags: ['b c'], categoryId: '27' },
        status: { privacyStatus: 'private', publishAt: '2026-04-01T09:00:00Z' },
      },
      media: { mimeType: 'video/mp4', body: Readable.from([VIDEO]) },
    },
    at,
  );
  const id = inserted.data.id ?? '';
  expect(id).toMatch(/^[A-Za-z0-9_-]{11}$/);

  await youtube.thumbnails.set(
    {
      videoId: id,
      media: { mimeType: 'image/jpeg', body: Readable.from([JPEG]) },
    },
    at,
  );
  const captions = await youtube.captions.insert(
    {
      part: ['snippet'],
      requestBody: { snippet: { videoId: id, language: 'ru', name: 'Русский' } },
      media: { mimeType: 'application/octet-stream', body: SRT },
    },
    at,
  );
  expect(captions.data.snippet?.language).toBe('ru');
  const listed = await youtube.captions.list({ part: ['snippet'], videoId: id });
  expect(listed.data.items).toHaveLength(1);

  const playlist = await youtube.playlists.insert({
    part: ['snippet', 'status'],
    requestBody: { snippet: { title: 'Course' }, status: { privacyStatus: 'unlisted' } },
  });
  const playlistId = playlist.data.id ?? '';
  await youtube.playlistItems.insert({
    part: ['snippet'],
    requestBody: { snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId: id } } },
  });
  const items = await youtube.playlistItems.list({ part: ['snippet'], playlistId, videoId: id });
  expect(items.data.items?.[0]?.snippet?.position).toBe(0);
  expect(
    (await youtube.playlists.list({ part: ['contentDetails'], mine: true })).data.items?.[0]
      ?.contentDetails?.itemCount,
  ).toBe(1);

  await youtube.videos.update({
    part: ['snippet'],
    requestBody: { id, snippet: { title: 'Лекция 2', categoryId: '27' } },
  });
  rig.clock.advance(10_000);
  const read = await youtube.videos.list({
    part: ['snippet', 'status', 'statistics', 'processingDetails'],
    id: [id, 'nothing'],
  });
  expect(read.data.items).toMatchObject([
    {
      snippet: { title: 'Лекция 2' },
      status: { privacyStatus: 'private', uploadStatus: 'processed' },
      processingDetails: { processingStatus: 'succeeded' },
    },
  ]);
  expect(rig.youtube.state().videos).toMatchObject([
    {
      content: { bytes: VIDEO.length, sha256: sha256(VIDEO) },
      thumbnail: { bytes: JPEG.length, sha256: sha256(JPEG) },
      captions: [{ content: { sha256: sha256(SRT) }, name: 'Русский' }],
      playlists: [playlistId],
    },
  ]);

  await youtube.playlistItems.delete({ id: items.data.items?.[0]?.id ?? '' });
  await youtube.captions.delete({ id: captions.data.id ?? '' });
  expect((await youtube.videos.delete({ id })).status).toBe(204);
  await auth.revokeCredentials();
  expect(rig.youtube.accounts.state().access_tokens).toBe(0);
});

test('a token that ended is refreshed by the client, once, and the call made again', async () => {
  const { youtube, consent } = connected();
  await consent();
  rig.clock.advance(2 * 60 * 60_000);
  const { data } = await youtube.channels.list({ part: ['id'], mine: true });
  expect(data.items).toHaveLength(1);
  expect(rig.youtube.calls.of('channels.list').map(({ status }) => status)).toEqual([401, 200]);
  expect(rig.youtube.calls.of('oauth.token')).toHaveLength(2);
});

test('a consent that was taken back is an invalid_grant', async () => {
  const { youtube, consent } = connected();
  await consent();
  rig.youtube.accounts.revoke('anna', APP.client_id);
  await expect(youtube.channels.list({ part: ['id'], mine: true })).rejects.toThrow(
    'invalid_grant',
  );
});

test.each([
  { reason: 'quotaExceeded', status: 403 },
  { reason: 'invalidTitle', status: 400 },
  { reason: 'backendError', status: 503 },
])('the client reads $reason as Google’s own error', async ({ reason, status }) => {
  const { youtube, consent } = connected();
  await consent();
  rig.youtube.faults.add({ operation: 'videos.list', kind: 'refuse', reason, times: null });
  await expect(youtube.videos.list({ part: ['id'], id: ['x'] })).rejects.toMatchObject({
    status,
    response: { data: { error: { errors: [{ reason }] } } },
  });
});

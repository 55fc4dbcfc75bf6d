import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Publication } from '#src/publishing/publication.ts';
import { metadata } from '#test/support/publishing/publication.ts';
import { youTubeWorld } from './youtube-world.ts';

let world: Awaited<ReturnType<typeof youTubeWorld>>;
beforeAll(async () => {
  world = await youTubeWorld();
});
afterAll(() => world.rig.youtube.close());
afterEach(() => world.rig.youtube.faults.clear());

const newItem = (mark = 'first', more: Partial<Publication> = {}) =>
  world.item(world.subject(), mark, more);

/** All of it, once: whatever happened on the way. */
async function expectComplete(published: Publication, url: string) {
  const id = new URL(url).searchParams.get('v');
  const videos = world.videos().filter(({ content }) => content.sha256 === published.media.sha256);
  expect(videos).toHaveLength(1);
  expect(videos[0]).toMatchObject({
    id,
    privacy: 'public',
    content: { bytes: published.media.size_bytes },
  });
  expect(videos[0]?.thumbnail).not.toBeNull();
  expect(videos[0]?.captions).toHaveLength(1);
  expect(videos[0]?.playlists).toHaveLength(1);
  expect(await world.row(published)).toMatchObject({ status: 'UPLOADED', url });
}

const named = (title: string) => metadata({ title: [title] });

test('a video comes with texts, thumbnail, captions and its place in the playlist', async () => {
  const item = newItem('whole', { metadata: named('Whole <video>') });
  const url = await world.publish(item);
  await expectComplete(item, url);
  const [video] = world.videos().filter(({ content }) => content.sha256 === item.media.sha256);
  expect(video?.resource).toMatchObject({
    snippet: {
      title: 'Whole ‹video›',
      tags: ['physics', 'waves and particles'],
      categoryId: '27',
      defaultAudioLanguage: 'en',
    },
  });
});

test('a changed text changes the video where it is', async () => {
  const item = newItem('text');
  const url = await world.publish(item);
  const changed = { ...item, contentHash: 'text-2', metadata: named('Another title') };
  expect(await world.publish(changed)).toBe(url);
  await expectComplete(item, url);
  const [video] = world.videos().filter(({ content }) => content.sha256 === item.media.sha256);
  expect(video?.resource).toMatchObject({ snippet: { title: 'Another title' } });
});

test('another cut is another video, and the one before it goes', async () => {
  const subject = world.subject();
  const before = world.item(subject, 'cut-1');
  const first = await world.publish(before);
  const after = world.item(subject, 'cut-2');
  const second = await world.publish(after);
  expect(second).not.toBe(first);
  await expectComplete(after, second);
  expect(world.videos().filter(({ content }) => content.sha256 === before.media.sha256)).toEqual(
    [],
  );
});

test('what is taken back is gone', async () => {
  const item = newItem('gone');
  await world.publish(item);
  await world.takeBack(item);
  expect(world.videos().filter(({ content }) => content.sha256 === item.media.sha256)).toEqual([]);
  expect(await world.row(item)).toBeUndefined();
});

class Killed extends Error {}

/** A process that dies at its nth call: before it is made, or when the answer was on its way. */
function killedAt(calls: number, answerLost: boolean) {
  let left = calls;
  const fetch: typeof globalThis.fetch = async (...given) => {
    left -= 1;
    if (left === -1 && answerLost) await (await globalThis.fetch(...given)).arrayBuffer();
    if (left < 0) throw new Killed(`killed at call ${calls}`);
    return globalThis.fetch(...given);
  };
  return { fetch, survived: () => left >= 0 };
}

/** A publication makes fewer calls. */
const MOST_CALLS = 40;

describe.each([false, true])('killed at each call (its answer lost: %s)', answerLost => {
  test('the next attempt ends with one whole video', async () => {
    let points = 0;
    for (let calls = 0; calls < MOST_CALLS; calls += 1) {
      const item = newItem(`kill-${answerLost}-${calls}`, { metadata: named(`Kill ${calls}`) });
      const { fetch, survived } = killedAt(calls, answerLost);
      const first = await world.publish(item, fetch).catch((error: unknown) => error);
      if (!survived()) expect(first).toBeInstanceOf(Error);
      await expectComplete(item, await world.publish(item));
      if (survived()) break;
      points += 1;
    }
    // The session, three chunks, thumbnail, playlist asked and changed, captions.
    expect(points).toBeGreaterThanOrEqual(8);
    expect(points).toBeLessThan(MOST_CALLS);
  });
});

test('a session that died after the last byte is looked for on the channel', async () => {
  const item = newItem('expired', { metadata: named('Looked for') });
  world.rig.youtube.faults.add({
    operation: 'upload.put',
    kind: 'lose_answer',
    skip: 2,
    times: 1,
  });
  world.rig.youtube.faults.add({
    operation: 'upload.put',
    kind: 'expire_session',
    skip: 3,
    times: null,
  });
  const url = await world.publish(item);
  await expectComplete(item, url);
});

test.each([
  { fault: { kind: 'status', status: 503, headers: { 'retry-after': '1' } }, what: 'a 503' },
  { fault: { kind: 'drop' }, what: 'a cut connection' },
  { fault: { kind: 'cut_request', after_bytes: 3_000_000 }, what: 'a chunk cut in its middle' },
  { fault: { kind: 'short_range', after_bytes: 262_144 }, what: 'a chunk stored in part' },
  { fault: { kind: 'no_range' }, what: 'all bytes lost' },
  { fault: { kind: 'lose_answer' }, what: 'lost answers' },
])('$what stops no upload', async ({ fault, what }) => {
  const item = newItem(`fault ${what}`, { metadata: named(what) });
  world.rig.youtube.faults.add({ operation: 'upload.put', skip: 1, times: 2, ...fault });
  const url = await world.publish(item);
  await expectComplete(item, url);
});

test('a token that ends on the way is renewed, and the session goes on', async () => {
  const item = newItem('renewed', { metadata: named('Renewed') });
  world.rig.youtube.faults.add({
    operation: 'upload.put',
    kind: 'refuse',
    reason: 'authError',
    skip: 1,
  });
  const url = await world.publish(item);
  await expectComplete(item, url);
});

test('a thumbnail that is refused is told beside a video that is there', async () => {
  const item = newItem('no thumbnail', { metadata: named('No thumbnail') });
  world.rig.youtube.faults.add({
    operation: 'thumbnails.set',
    kind: 'refuse',
    reason: 'forbidden',
  });
  await world.publish(item);
  const row = await world.row(item);
  expect(row?.status).toBe('UPLOADED');
  expect(row?.details).toMatchObject({ steps: { thumbnail: { problem: expect.any(String) } } });
});

test.each([
  { reason: 'quotaExceeded', code: 'platform_quota' },
  { reason: 'uploadLimitExceeded', code: 'platform_quota' },
  { reason: 'insufficientPermissions', code: 'account_refused' },
  { reason: 'invalidTitle', code: 'platform_refused' },
  { reason: 'youtubeSignupRequired', code: 'platform_refused' },
])('$reason fails as $code, and no video is made', async ({ reason, code }) => {
  const item = newItem(`refused ${reason}`);
  world.rig.youtube.faults.add({ operation: 'videos.insert', kind: 'refuse', reason });
  await expect(world.publish(item)).rejects.toMatchObject({ code });
  expect(world.videos().filter(({ content }) => content.sha256 === item.media.sha256)).toEqual([]);
  expect(await world.row(item)).toMatchObject({ status: 'FAILED', failureCode: code });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Publication } from '#src/publishing/publication.ts';
import { metadata } from '#test/support/publishing/publication.ts';
import { type Outside, vkWorld } from './vk-world.ts';

type World = Awaited<ReturnType<typeof vkWorld>>;
let world: World;
beforeEach(async () => {
  world = await vkWorld();
});
afterEach(async () => {
  expect(world.rig.fake.violations).toEqual([]);
  await world.rig.fake.close();
});

const newItem = (mark = 'first', more: Partial<Publication> = {}) =>
  world.item(world.subject(), mark, more);

/** What people see of a file. */
const shown = ({ videos }: World, { media }: Publication) =>
  videos().filter(({ deleted, content }) => !deleted && content?.sha256 === media.sha256);

async function expectComplete(published: Publication, url: string) {
  const videos = shown(world, published);
  expect(videos).toHaveLength(1);
  const [video] = videos;
  expect(url).toBe(`https://vk.com/video${video?.owner_id}_${video?.id}`);
  expect(video?.content?.bytes).toBe(published.media.size_bytes);
  expect(video?.thumb).toBeDefined();
  expect(await world.row(published)).toMatchObject({ status: 'UPLOADED', url });
}

const named = (title: string) => metadata({ title: [title] });

test('a video comes to the page of the person, with texts and thumbnail', async () => {
  const item = newItem('whole', { metadata: named('Light') });
  await expectComplete(item, await world.publish(item));
  const [video] = shown(world, item);
  expect(video).toMatchObject({ title: 'Light', description: 'About light.', owner_id: 1001 });
});

test('a changed text changes the video where it is', async () => {
  const item = newItem('text');
  const url = await world.publish(item);
  const changed = { ...item, contentHash: 'text-2', metadata: named('Another title') };
  expect(await world.publish(changed)).toBe(url);
  await expectComplete(item, url);
  expect(shown(world, item)[0]?.title).toBe('Another title');
});

test('another cut is another video, and the one before it goes; taken back, all is gone', async () => {
  const subject = world.subject();
  const before = world.item(subject, 'cut-1');
  await world.publish(before);
  const after = world.item(subject, 'cut-2');
  await expectComplete(after, await world.publish(after));
  expect(shown(world, before)).toEqual([]);
  await world.takeBack(after);
  expect(shown(world, after)).toEqual([]);
  expect(await world.row(after)).toBeUndefined();
});

test('a community gets it under its own name, on its wall', async () => {
  await world.rig.fake.close();
  world = await vkWorld({ group_id: 2001, wallpost: true, no_comments: true });
  const item = newItem();
  await world.publish(item);
  expect(shown(world, item)[0]).toMatchObject({
    owner_id: -2001,
    no_comments: true,
    wallpost: true,
  });
});

class Killed extends Error {}

/** A process that dies when it is about to do its nth thing outside. */
function killedAt(steps: number) {
  let left = steps;
  const step = () => {
    left -= 1;
    if (left < 0) throw new Killed(`killed at ${steps}`);
  };
  const outside: Outside = {
    token: async () => {
      step();
      return '';
    },
    read: async () => step(),
  };
  return { outside, survived: () => left >= 0 };
}

test('killed before each thing that it does, the next attempt ends with one whole video', async () => {
  let points = 0;
  for (; points < 30; points += 1) {
    const item = newItem(`kill-${points}`, { metadata: named(`Kill ${points}`) });
    const { outside, survived } = killedAt(points);
    await world.publish(item, outside).catch(() => undefined);
    await expectComplete(item, await world.publish(item));
    if (survived()) break;
  }
  // Place, file, thumbnail's host, its bytes and its end.
  expect(points).toBeGreaterThanOrEqual(5);
});

describe('faults', () => {
  test.each([
    { operation: 'upload', fault: { kind: 'lose_answer' }, what: 'a lost answer of the host' },
    { operation: 'upload', fault: { kind: 'html' }, what: 'a page instead of an answer' },
    { operation: 'upload', fault: { kind: 'refuse', reason: 'failed' }, what: 'a failed upload' },
    {
      operation: 'upload',
      fault: { kind: 'cut_request', after_bytes: 1_000_000 },
      what: 'a cut in its middle',
    },
    { operation: 'upload', fault: { kind: 'slow_conversion' }, what: 'a slow conversion' },
    { operation: 'upload', fault: { kind: 'id_as_text' }, what: 'an id as text' },
    { operation: 'video.save', fault: { kind: 'refuse', reason: '6' }, what: 'too many calls' },
    { operation: 'video.save', fault: { kind: 'refuse', reason: '10' }, what: 'a fault of VK' },
  ])('$what stops nothing', async ({ operation, fault, what }) => {
    const item = newItem(what, { metadata: named(what) });
    world.rig.fake.faults.add({ operation, ...fault });
    await expectComplete(item, await world.publish(item));
  });

  test.each([
    { reason: '14', code: 'account_refused' },
    { reason: '17', code: 'account_refused' },
    { reason: '29', code: 'platform_quota' },
    { reason: '9', code: 'platform_unavailable' },
    { reason: '204', code: 'platform_refused' },
    { reason: '2', code: 'platform_app_refused' },
    { reason: '1051', code: 'account_refused' },
  ])('error $reason fails as $code, and nothing is uploaded', async ({ reason, code }) => {
    const item = newItem(`refused ${reason}`);
    world.rig.fake.faults.add({ operation: 'video.save', kind: 'refuse', reason, times: null });
    await expect(world.publish(item)).rejects.toMatchObject({ code });
    expect(shown(world, item)).toEqual([]);
    expect(await world.row(item)).toMatchObject({ status: 'FAILED', failureCode: code });
  });

  test('a token that is over is renewed once', async () => {
    const item = newItem('renewed');
    world.revoke();
    await expectComplete(item, await world.publish(item));
  });
});

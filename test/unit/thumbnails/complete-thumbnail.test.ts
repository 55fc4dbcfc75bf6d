import { expect, test } from 'vitest';
import { INPUT_LIMITS } from '../../../src/kernel/input-limits.ts';
import { completeThumbnail } from '../../../src/thumbnails/complete-thumbnail.ts';
import { imageKey } from '../../../src/thumbnails/thumbnail.ts';
import { jpegOf, PNG, pngOf } from '../../support/images.ts';
import { newWorkspaceId } from '../../support/samples.ts';
import { worldOfThumbnails } from './thumbnail-world.ts';

test('the bytes that were looked at are the ones that stay', async () => {
  const it = worldOfThumbnails();
  const ready = await it.upload(PNG);
  expect(ready.image).toMatchObject({ contentType: 'image/png', width: 1, sizeBytes: PNG.length });
  // The link is still good; what comes late changes nothing.
  it.arrive(ready.thumbnailId, Buffer.from('<script>'));
  expect(await completeThumbnail(it.deps)(ready)).toEqual(ready);
  expect(it.objects.get(imageKey(ready, ready.image))).toEqual(PNG);
});

test('what was completed does not go by itself any more', async () => {
  const it = worldOfThumbnails();
  const ready = await it.upload(jpegOf(1280, 720));
  it.now.at += 90 * 24 * 3600 * 1000;
  expect(await completeThumbnail(it.deps)(ready)).toEqual(ready);
});

test.each([
  { name: 'nothing', bytes: undefined, code: 'upload_incomplete' },
  { name: 'a page', bytes: Buffer.from('<html>'), code: 'unsupported_media_type' },
  {
    name: 'too much',
    bytes: Buffer.alloc(INPUT_LIMITS.thumbnailBytes.most + 1),
    code: 'payload_too_large',
  },
  { name: 'too many pixels', bytes: pngOf(60_000, 60_000), code: 'payload_too_large' },
])('$name is refused, and a better file is taken', async ({ bytes, code }) => {
  const it = worldOfThumbnails();
  const { thumbnail } = await it.create(70);
  const key = it.keyOf(thumbnail.thumbnail_id);
  if (bytes) it.arrive(thumbnail.thumbnail_id, bytes);
  await expect(completeThumbnail(it.deps)(key)).rejects.toMatchObject({ code });
  it.arrive(thumbnail.thumbnail_id, PNG);
  expect((await completeThumbnail(it.deps)(key)).image).toBeDefined();
});

test('nobody completes what is not theirs, or came a day too late', async () => {
  const it = worldOfThumbnails();
  const { thumbnail } = await it.create(PNG.length);
  const key = it.keyOf(thumbnail.thumbnail_id);
  const complete = completeThumbnail(it.deps);
  const refused = { code: 'not_found' };
  await expect(complete({ ...key, workspaceId: newWorkspaceId() })).rejects.toMatchObject(refused);
  it.now.at += 24 * 3600 * 1000;
  await expect(complete(key)).rejects.toMatchObject(refused);
});

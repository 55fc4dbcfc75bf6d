import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { worldOfThumbnails } from './thumbnail-world.ts';

test('a picture is awaited under a link, and noted', async () => {
  const it = worldOfThumbnails();
  const { thumbnail, upload } = await it.create(70);
  expect(thumbnail).toMatchObject({ status: 'AWAITING', size_bytes: 70, url: null });
  expect(upload.url).toContain(`/thumbnails/${thumbnail.thumbnail_id}/arrival`);
  expect(it.rows.entries).toMatchObject([
    { action: 'thumbnail.create', target: thumbnail.thumbnail_id, after: { name: 'Physics' } },
  ]);
});

test('the same operation again finds the picture of the first try', async () => {
  const it = worldOfThumbnails();
  const operation = newId('thumbnail').slice(4);
  const first = await it.create(70, operation);
  expect(await it.create(70, operation)).toEqual(first);
  expect(it.rows.entries).toHaveLength(1);
});

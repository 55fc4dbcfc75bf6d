import { expect, test } from 'vitest';
import { deleteThumbnail } from '../../../src/thumbnails/delete-thumbnail.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { PNG } from '../../support/images.ts';
import { worldOfThumbnails } from './thumbnail-world.ts';

test('row and file go, with an entry', async () => {
  const it = worldOfThumbnails();
  const { thumbnailId } = await it.upload(PNG);
  await deleteThumbnail(it.deps)(it.caller, thumbnailId, REQUEST);
  expect(it.rows.rows.size).toBe(0);
  expect(it.objects.size).toBe(0);
  expect(it.rows.entries.at(-1)).toMatchObject({ action: 'thumbnail.delete', target: thumbnailId });
});

test('what recordings to come would be given stays', async () => {
  const it = worldOfThumbnails();
  const { thumbnailId } = await it.upload(PNG);
  it.user.name = 'the template Lectures';
  const removal = deleteThumbnail(it.deps)(it.caller, thumbnailId, REQUEST);
  await expect(removal).rejects.toMatchObject({
    code: 'in_use',
    message: expect.stringContaining('the template Lectures'),
  });
  expect(it.objects.size).toBe(1);
});

test('a stranger’s is as unknown as none', async () => {
  const it = worldOfThumbnails();
  const { thumbnailId } = await it.upload(PNG);
  const removal = deleteThumbnail(it.deps)(personOf(), thumbnailId, REQUEST);
  await expect(removal).rejects.toMatchObject({ code: 'not_found' });
});

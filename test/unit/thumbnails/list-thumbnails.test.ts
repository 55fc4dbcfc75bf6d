import { expect, test } from 'vitest';
import { listThumbnails } from '../../../src/thumbnails/list-thumbnails.ts';
import { PNG } from '../../support/images.ts';
import { worldOfThumbnails } from './thumbnail-world.ts';

test('pictures that can be shown are listed with links', async () => {
  const it = worldOfThumbnails();
  const { thumbnailId } = await it.upload(PNG);
  await it.create(70);
  const page = await listThumbnails(it.deps)(it.caller.workspaceId, {
    limit: 10,
    cursor: undefined,
  });
  expect(page).toMatchObject({
    items: [{ thumbnail_id: thumbnailId, status: 'READY', url: expect.any(String) }],
    cursor: null,
  });
});

import { describe, expect, test } from 'vitest';
import type { Thumbnails } from '../../src/thumbnails/ports.ts';
import { isReady, type Thumbnail } from '../../src/thumbnails/thumbnail.ts';
import { someEntry } from '../support/connections.ts';
import { sampleThumbnail } from '../support/fakes/memory/thumbnails.ts';
import { newWorkspaceId } from '../support/samples.ts';

/** What every implementation of thumbnails does. */
export function thumbnailsContract(name: string, make: () => Thumbnails) {
  const insert = (thumbnails: Thumbnails, thumbnail: Thumbnail) =>
    thumbnails.insert(thumbnail, someEntry(thumbnail.workspaceId));

  describe(name, () => {
    test('one is found in its workspace alone, and inserted once', async () => {
      const thumbnails = make();
      const thumbnail = sampleThumbnail();
      expect(await insert(thumbnails, thumbnail)).toBe(true);
      expect(await insert(thumbnails, thumbnail)).toBe(false);
      expect(await thumbnails.find(thumbnail)).toEqual(thumbnail);
      const elsewhere = { ...thumbnail, workspaceId: newWorkspaceId() };
      expect(await thumbnails.find(elsewhere)).toBeUndefined();
    });

    test('one that is finished has its picture and no end', async () => {
      const thumbnails = make();
      const { image, ...whole } = sampleThumbnail();
      const awaited = { ...whole, expiresAtSeconds: 4_000_000_000 };
      await insert(thumbnails, awaited);
      expect(await thumbnails.find(whole)).toEqual(awaited);
      const ready = { ...whole, image };
      if (!isReady(ready)) throw new TypeError('The sample has a picture.');
      expect(await thumbnails.finish(ready)).toBe(true);
      expect(await thumbnails.find(whole)).toEqual(ready);
      expect(await thumbnails.remove(ready, someEntry(ready.workspaceId))).toBe(true);
      expect(await thumbnails.remove(ready, someEntry(ready.workspaceId))).toBe(false);
      expect(await thumbnails.finish(ready)).toBe(false);
      expect(await thumbnails.find(whole)).toBeUndefined();
    });

    test('lists have those with a picture, newest first, by page', async () => {
      const thumbnails = make();
      const workspaceId = newWorkspaceId();
      for (let index = 0; index < 5; index += 1) {
        const thumbnailId = `thb_${`${index}`.padStart(26, '0')}` as const;
        const thumbnail = sampleThumbnail({ workspaceId, thumbnailId });
        const { image: _none, ...awaited } = thumbnail;
        await insert(thumbnails, index === 2 ? awaited : thumbnail);
      }
      await insert(thumbnails, sampleThumbnail());
      const seen: string[] = [];
      let cursor: Thumbnail['thumbnailId'] | null | undefined;
      do {
        const page = await thumbnails.list(workspaceId, { limit: 2, cursor: cursor ?? undefined });
        seen.push(...page.items.map(({ thumbnailId }) => thumbnailId.slice(-1)));
        cursor = page.cursor;
      } while (cursor);
      expect(seen).toEqual(['4', '3', '1', '0']);
    });
  });
}

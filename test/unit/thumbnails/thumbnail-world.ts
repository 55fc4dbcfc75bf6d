import { newId } from '../../../src/kernel/ids.ts';
import { completeThumbnail } from '../../../src/thumbnails/complete-thumbnail.ts';
import { createThumbnail } from '../../../src/thumbnails/create-thumbnail.ts';
import { arrivalKey, type ThumbnailId } from '../../../src/thumbnails/thumbnail.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { memoryFiles } from '../../support/fakes/memory/files.ts';
import { memoryThumbnails } from '../../support/fakes/memory/thumbnails.ts';

/** Somebody with a workspace, who uploads pictures. */
export function worldOfThumbnails() {
  const now = { at: 1_700_000_000_000 };
  const { files, objects } = memoryFiles(now.at);
  const rows = memoryThumbnails();
  const user = { name: undefined as string | undefined };
  const deps = {
    ...{ files, thumbnails: rows.thumbnails },
    uploads: { putLink: async (_of: unknown, key: string) => `https://storage/${key}` },
    uses: { find: async () => user.name },
    clock: () => now.at,
  };
  const caller = personOf();
  const create = (sizeBytes: number, operationId = newId('thumbnail').slice(4)) =>
    createThumbnail(deps)(
      caller,
      { name: 'Physics', size_bytes: sizeBytes },
      { ...REQUEST, operationId },
    );
  const keyOf = (thumbnailId: ThumbnailId) => ({ workspaceId: caller.workspaceId, thumbnailId });
  const arrive = (thumbnailId: ThumbnailId, bytes: Uint8Array) =>
    objects.set(arrivalKey(keyOf(thumbnailId)), bytes);
  const upload = async (bytes: Uint8Array) => {
    const { thumbnail } = await create(bytes.byteLength);
    arrive(thumbnail.thumbnail_id, bytes);
    return completeThumbnail(deps)(keyOf(thumbnail.thumbnail_id));
  };
  return { ...{ deps, rows, objects, now, user, caller, create, keyOf, arrive, upload } };
}

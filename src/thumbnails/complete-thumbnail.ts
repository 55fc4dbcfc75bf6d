import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { INPUT_LIMITS, limitText } from '../kernel/input-limits.ts';
import { imageOf } from './image-of.ts';
import { loadThumbnail, noSuchThumbnail } from './load-thumbnail.ts';
import type { ThumbnailFiles, Thumbnails } from './ports.ts';
import {
  arrivalKey,
  imageKey,
  isReady,
  type ReadyThumbnail,
  type ThumbnailKey,
} from './thumbnail.ts';

type Deps = {
  thumbnails: Pick<Thumbnails, 'find' | 'finish'>;
  files: Pick<ThumbnailFiles, 'head' | 'read' | 'put' | 'remove'>;
  clock: Clock;
};

/**
 * Looks at the bytes that came. Good ones are written where the link of the upload does not lead, so
 * that nothing can take their place. Completing twice is completing once.
 *
 * @throws not_found, upload_incomplete, payload_too_large, unsupported_media_type
 */
export const completeThumbnail =
  (deps: Deps) =>
  async (key: ThumbnailKey): Promise<ReadyThumbnail> => {
    const { thumbnails, files } = deps;
    const awaited = await loadThumbnail(deps, key);
    if (isReady(awaited)) return awaited;
    const { bytes, shape } = await arrived(files, key);
    const to = imageKey(key, shape);
    const stored = await files.put(key.workspaceId, to, { body: bytes }, shape.contentType);
    const { expiresAtSeconds: _over, ...thumbnail } = awaited;
    const ready: ReadyThumbnail = { ...thumbnail, image: { ...shape, ...stored } };
    if (!(await thumbnails.finish(ready))) {
      await files.remove(key.workspaceId, [to]);
      throw noSuchThumbnail();
    }
    await files.remove(key.workspaceId, [arrivalKey(key)]);
    return ready;
  };

async function arrived(files: Pick<ThumbnailFiles, 'head' | 'read'>, key: ThumbnailKey) {
  const from = arrivalKey(key);
  const found = await files.head(key.workspaceId, from);
  if (!found) {
    throw new AppError('upload_incomplete', 'The file has not arrived: put it to its link.');
  }
  if (found.sizeBytes > INPUT_LIMITS.thumbnailBytes.most) {
    throw new AppError('payload_too_large', limitText('thumbnailBytes'));
  }
  const bytes = await files.read(key.workspaceId, from);
  const shape = imageOf(bytes);
  if (!shape) {
    const fix = 'The file is no whole JPEG or PNG: save it as one of these, and put it again.';
    throw new AppError('unsupported_media_type', fix);
  }
  if (shape.width * shape.height > INPUT_LIMITS.picturePixels.most) {
    throw new AppError('payload_too_large', limitText('picturePixels'));
  }
  return { bytes, shape };
}

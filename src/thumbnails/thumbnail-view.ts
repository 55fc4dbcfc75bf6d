import { toIso } from '../kernel/clock.ts';
import type { ThumbnailFiles } from './ports.ts';
import type { ThumbnailView } from './thumbnail.contract.ts';
import { imageKey, type Thumbnail } from './thumbnail.ts';

const LINK_SECONDS = 3600;

/** What the log keeps of one: no link. */
export const thumbnailFacts = ({ name, promisedBytes }: Thumbnail) => ({
  name,
  size_bytes: promisedBytes,
});

export async function thumbnailView(
  files: Pick<ThumbnailFiles, 'link'>,
  thumbnail: Thumbnail,
): Promise<ThumbnailView> {
  const { workspaceId, thumbnailId, name, promisedBytes, image, createdAt } = thumbnail;
  const options = { expiresInSeconds: LINK_SECONDS };
  return {
    thumbnail_id: thumbnailId,
    name,
    status: image ? 'READY' : 'AWAITING',
    content_type: image?.contentType ?? null,
    width: image?.width ?? null,
    height: image?.height ?? null,
    size_bytes: image?.sizeBytes ?? promisedBytes,
    url: image ? await files.link(workspaceId, imageKey(thumbnail, image), options) : null,
    created_at: toIso(createdAt),
  };
}

import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Thumbnails } from './ports.ts';
import type { Thumbnail, ThumbnailKey } from './thumbnail.ts';

type Deps = { thumbnails: Pick<Thumbnails, 'find'>; clock: Clock };

export const noSuchThumbnail = () => new AppError('not_found', 'No such thumbnail.');

/** @throws not_found for unknown and foreign ones alike, and for those that nobody uploaded in time */
export async function loadThumbnail(
  { thumbnails, clock }: Deps,
  key: ThumbnailKey,
): Promise<Thumbnail> {
  const thumbnail = await thumbnails.find(key);
  const { expiresAtSeconds = Infinity } = thumbnail ?? {};
  if (!thumbnail || expiresAtSeconds * 1000 <= clock()) throw noSuchThumbnail();
  return thumbnail;
}

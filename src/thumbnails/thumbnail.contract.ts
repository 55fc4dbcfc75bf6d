import * as z from 'zod';
import { cleanLine } from '../kernel/clean-text.ts';
import { listQuery } from '../kernel/http/list-query.ts';
import { idSchema } from '../kernel/ids.ts';
import { INPUT_LIMITS } from '../kernel/input-limits.ts';

const ThumbnailId = idSchema('thumbnail', 'A thumbnail id: thb_ and 26 characters.');
const Time = z.iso.datetime();

export const CreateThumbnail = z
  .strictObject({
    /** For people alone: files are named by ids. */
    name: z.string().overwrite(cleanLine).min(1).max(255),
    size_bytes: z.int().min(1).max(INPUT_LIMITS.thumbnailBytes.most),
  })
  .meta({ examples: [{ name: 'Physics', size_bytes: 184_320 }] });
export type CreateThumbnail = z.infer<typeof CreateThumbnail>;

export const ThumbnailParams = z.strictObject({ thumbnail_id: ThumbnailId });

export const ThumbnailView = z.strictObject({
  thumbnail_id: ThumbnailId,
  name: z.string(),
  /** `AWAITING` until the file came and its content was checked. */
  status: z.literal(['AWAITING', 'READY']),
  /** As the content says; null while it is awaited. */
  content_type: z.literal(['image/jpeg', 'image/png']).nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  size_bytes: z.int(),
  /** Signed, good for an hour; null while it is awaited. */
  url: z.string().nullable(),
  created_at: Time,
});
export type ThumbnailView = z.infer<typeof ThumbnailView>;

export const CreatedThumbnail = z.strictObject({
  thumbnail: ThumbnailView,
  upload: z.strictObject({
    /** `PUT` the file here: exactly `size_bytes` of it. Then call `complete`. */
    url: z.string(),
    expires_at: Time,
  }),
});
export type CreatedThumbnail = z.infer<typeof CreatedThumbnail>;

export const ListThumbnailsQuery = listQuery('thumbnail');

export const ThumbnailList = z.strictObject({
  items: z.array(ThumbnailView),
  cursor: z.string().nullable(),
});

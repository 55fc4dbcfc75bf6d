import { z } from 'zod';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Limits and habits that a test may change; the numbers come from the contract's sections. */
export const YoutubeSettings = z.strictObject({
  /** §6, per project and Pacific day. */
  daily_units: z.int().default(10_000),
  daily_inserts: z.int().default(100),
  /** §6 names the limit of a channel in 24 hours, but no number. */
  channel_uploads: z.int().default(100),
  /** §5 names the limit of thumbnails in 24 hours, but no number. */
  channel_thumbnails: z.int().default(100),
  /** §5: 2 MB, 50 MB by the edition of 2026. */
  thumbnail_bytes: z.int().default(2 * 1024 * 1024),
  caption_bytes: z.int().default(100 * 1024 * 1024),
  /** §3: 256 GB. */
  video_bytes: z.int().default(256 * 1024 ** 3),
  /** §3: about a week (unverified). */
  session_ms: z.int().default(7 * DAY_MS),
  /** §3: 201 is documented, 200 is seen. */
  insert_status: z.literal([200, 201]).default(201),
  /** §4, on the fake's clock. */
  processing_ms: z.int().default(10_000),
  /** §7: for how long other calls do not find a new video (unverified). */
  visible_after_ms: z.int().default(0),
  /** §1 (unverified). */
  ids_per_call: z.int().default(50),
  playlist_items: z.int().default(5000),
  /** §1: an account without a channel gets an empty list or a 401. */
  no_channel: z.enum(['empty', 'refused']).default('empty'),
  /** §7: `status` of newer front ends in each error. */
  newer_errors: z.boolean().default(false),
});
export type YoutubeSettings = z.output<typeof YoutubeSettings>;
export type SettingsChange = Partial<YoutubeSettings>;

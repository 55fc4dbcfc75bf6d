import * as z from 'zod';

/** Where recordings come from. */
export const SOURCE_PLATFORMS = ['zoom', 'upload', 's3', 'url', 'telegram'] as const;
export type SourcePlatform = (typeof SOURCE_PLATFORMS)[number];

const ZoomSettings = z.strictObject({
  /** Left out, all users that the account lets be seen. */
  user_id: z.string().min(1).max(255).optional(),
  include_trash: z.boolean().default(false),
  recording_type: z.literal(['cloud', 'all']).default('cloud'),
});

const NOTHING = z.strictObject({});

/** What is set of a source, by platform. */
export const SETTINGS = {
  zoom: ZoomSettings,
  upload: NOTHING,
  s3: NOTHING,
  url: NOTHING,
  telegram: NOTHING,
} as const satisfies Record<SourcePlatform, z.ZodType>;

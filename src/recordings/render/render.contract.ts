import * as z from 'zod';
import { TopicsDisplay } from '../../config/processing-config.contract.ts';
import { idSchema } from '../../kernel/ids.ts';
import { isTimeZone } from '../../kernel/time-zone.ts';
import { PREVIEW_PLATFORMS } from '../../publishing/metadata/preview-platforms.ts';

const MOST_TOPICS = 100;
const A_DAY = 86_400;

/** Values to try texts with, where there is no recording yet. */
const Sample = z.strictObject({
  display_name: z.string().min(1).max(500).default('Rivers and valleys'),
  duration_seconds: z.number().positive().max(A_DAY).default(3600),
  record_time: z.iso.datetime().default('2026-03-14T09:30:00.000Z'),
  themes: z.array(z.string().min(1).max(200)).max(20).default(['Rivers', 'Erosion']),
  topics: z
    .array(
      z.strictObject({
        title: z.string().min(1).max(500),
        start_seconds: z.number().nonnegative().max(A_DAY),
      }),
    )
    .max(MOST_TOPICS)
    .default([
      { title: 'How rivers begin', start_seconds: 0 },
      { title: 'Valleys and their shapes', start_seconds: 640 },
      { title: 'Deltas', start_seconds: 2100 },
    ]),
});
export type Sample = z.output<typeof Sample>;

/**
 * Texts of a draft. What is left out is taken from the config of the recording, or of the workspace.
 * Wrong variables are no error here: the answer names them.
 */
export const RenderTexts = z
  .strictObject({
    title_template: z.string().max(500).optional(),
    description_template: z.string().max(5000).optional(),
    topics_display: TopicsDisplay.optional(),
    time_zone: z.string().refine(isTimeZone, 'Not an IANA time zone.').optional(),
    recording_id: idSchema('recording', 'A recording id: rec_ and 26 characters.').optional(),
    sample: Sample.prefault({}),
    platforms: z
      .array(z.literal(PREVIEW_PLATFORMS))
      .min(1)
      .refine(names => new Set(names).size === names.length, 'Each platform once.')
      .default([...PREVIEW_PLATFORMS]),
  })
  .meta({
    examples: [
      { title_template: '{display_name} ({record_time:DD.MM.YYYY})', platforms: ['youtube'] },
    ],
  });
export type RenderTexts = z.output<typeof RenderTexts>;

export const RenderedTexts = z.strictObject({
  /** Of a recording whose topics are not known yet, only name and date are its own. */
  values_from: z.literal(['recording', 'sample']),
  /** What is wrong with the draft wherever it goes. */
  problems: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  platforms: z.array(
    z.strictObject({
      platform: z.literal(PREVIEW_PLATFORMS),
      title: z.string(),
      description: z.string(),
      title_length: z.int(),
      description_bytes: z.int(),
      chapters: z.array(z.strictObject({ start_seconds: z.number(), title: z.string() })),
      problems: z.array(z.strictObject({ path: z.string(), message: z.string() })),
    }),
  ),
});
export type RenderedTexts = z.infer<typeof RenderedTexts>;

import * as z from 'zod';

/**
 * A piece of a rendered text. What is only known when a platform gets it stays open: the time of
 * publication (so that rendering twice gives equal files), and the topics list (which a platform
 * may want as chapter lines).
 */
export const TextPart = z.union([
  z.string(),
  z.strictObject({ publish_time: z.string().describe('The format, as in templates.') }),
  z.strictObject({ topics: z.string(), timestamps: z.boolean() }),
]);
export type TextPart = z.infer<typeof TextPart>;

/** Seconds on the clock of the cut video; each ends where the next starts, the first starts at 0. */
export const Chapter = z.strictObject({
  title: z.string().min(1),
  start: z.number().nonnegative(),
  end: z.number().positive(),
});
export type Chapter = z.infer<typeof Chapter>;

/** `metadata.json`: what a recording is called and how it is described, before platform limits. */
export const Metadata = z.strictObject({
  version: z.literal(1),
  display_name: z.string(),
  /** IANA name of the zone that times are written in. */
  time_zone: z.string(),
  record_time: z.iso.datetime(),
  /** Length of the cut video. */
  duration_seconds: z.number().nonnegative(),
  title: z.array(TextPart),
  description: z.array(TextPart),
  themes: z.array(z.string()),
  chapters: z.array(Chapter),
});
export type Metadata = z.infer<typeof Metadata>;

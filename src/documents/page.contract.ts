import * as z from 'zod';

/** `page.json`: where the recording was published; addresses that stay the same in later versions. */
export const PublishedPage = z.strictObject({
  version: z.literal(1),
  /** Null if the recording goes to other presets only. */
  watch_url: z.url().nullable(),
  targets: z.array(z.strictObject({ preset: z.string(), url: z.url() })),
});
export type PublishedPage = z.infer<typeof PublishedPage>;

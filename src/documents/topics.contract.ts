import * as z from 'zod';

/** `topics.json`: one version of what a recording is about. Seconds on the original's clock. */
export const Topics = z.strictObject({
  version: z.literal(1),
  provider: z.literal(['offline', 'openai']),
  model: z.string(),
  granularity: z.literal(['short', 'long']),
  language: z.string(),
  /** Two to four words each, the most important first. */
  themes: z.array(z.string()),
  /** In order; each ends where the next starts. */
  topics: z.array(z.strictObject({ title: z.string().min(1), start: z.number(), end: z.number() })),
  /** Gaps without speech of eight minutes or more. */
  breaks: z.array(z.strictObject({ start: z.number(), end: z.number() })),
});
export type Topics = z.infer<typeof Topics>;

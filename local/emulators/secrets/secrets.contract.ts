import { z } from 'zod';

const Version = z.strictObject({
  id: z.string(),
  /** `AWSCURRENT`, `AWSPREVIOUS`, or a name of the caller's own. */
  stages: z.array(z.string()),
  text: z.string().optional(),
  /** Base64. */
  binary: z.string().optional(),
  created_at: z.number(),
});
export type Version = z.infer<typeof Version>;

const Secret = z.strictObject({
  arn: z.string(),
  description: z.string().optional(),
  created_at: z.number(),
  /** Newest first. */
  versions: z.array(Version),
});
export type Secret = z.infer<typeof Secret>;

/** The whole file: secrets by name. Times are milliseconds since the epoch. */
export const SecretsFile = z.strictObject({
  version: z.literal(1),
  secrets: z.record(z.string(), Secret),
});
export type SecretsFile = z.infer<typeof SecretsFile>;

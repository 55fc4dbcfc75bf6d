import * as z from 'zod';
import type { StageErrorCode } from '../../pipeline/stages/stage-error.ts';

/** Why a job came to nothing; only what is `unusable` may be better the next time. */
const Failure = z.strictObject({
  kind: z.literal(['rejected', 'unusable', 'slow']),
  reason: z.string(),
});
export type Failure = z.infer<typeof Failure>;

export const FAILURE_CODES = {
  rejected: 'provider_rejected',
  unusable: 'invalid_answer',
  slow: 'provider_slow',
} as const satisfies Record<Failure['kind'], StageErrorCode>;

/** Interim `NNNN.job.json`: what is known of the job that a file was submitted as. */
export const Job = z.strictObject({
  version: z.literal(1),
  batch_id: z.string(),
  account_id: z.string(),
  /** Milliseconds since 1970. */
  submitted_at: z.number(),
  /** How often the file was submitted, this time included. */
  submits: z.int().positive(),
  failure: Failure.nullable(),
});
export type Job = z.infer<typeof Job>;

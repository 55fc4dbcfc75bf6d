import * as z from 'zod';

const Seconds = z.number().nonnegative();

/** Why a stretch of the original is left out. */
export const CutReason = z.literal(['head', 'tail', 'pause', 'manual']);
export type CutReason = z.infer<typeof CutReason>;

/** A half-open stretch `[start, end)` of the original that stays, in seconds on the original's clock. */
export const KeptRange = z.strictObject({ start: Seconds, end: Seconds });
export type KeptRange = z.infer<typeof KeptRange>;

/**
 * `edit.json`: what stays of an original and why the rest goes. Ranges are in order, do not touch
 * and lie on frame times where the original has video. Everything timed is kept on the original's
 * clock and mapped through this list.
 */
export const EditList = z.strictObject({
  version: z.literal(1),
  /** Length of the original. */
  source_seconds: Seconds,
  /** Length of what stays: the sum of `kept`. */
  kept_seconds: Seconds,
  kept: z.array(KeptRange).min(1),
  cuts: z.array(z.strictObject({ start: Seconds, end: Seconds, reason: CutReason })),
});
export type EditList = z.infer<typeof EditList>;

import * as z from 'zod';
import { overridesOf } from '../../config/overrides.ts';
import { TrimConfig } from '../../config/processing-config.contract.ts';
import { CutReason } from '../../documents/edit.contract.ts';

/** A lecture with a cut every two seconds for three hours. */
const MAX_RANGES = 5400;

const Seconds = z.number().nonnegative();
const Range = z.strictObject({ start: Seconds, end: Seconds });
const RequestedRange = Range.refine(({ start, end }) => start < end, {
  path: ['end'],
  message: 'The end comes after the start.',
});

/** Seconds on the original's clock. */
const EditLengths = {
  source_seconds: Seconds,
  kept_seconds: Seconds,
  kept: z.array(Range),
  cuts: z.array(z.strictObject({ start: Seconds, end: Seconds, reason: CutReason })),
  /** An SVG of the loudness over time with the cuts marked. */
  waveform_url: z.url().nullable(),
};

export const EditView = z.strictObject({
  /** Grows with every change and every undo; 0 is the list as it was first made. */
  version: z.int().nonnegative(),
  mode: z.literal(['automatic', 'manual']),
  /** Whether there is a change to undo. */
  can_undo: z.boolean(),
  /** The version that the last run used; null before it. Another one waits for `process`. */
  applied_version: z.int().nonnegative().nullable(),
  ...EditLengths,
  /** Of the newest change; null without one. */
  updated_at: z.iso.datetime().nullable(),
});
export type EditView = z.infer<typeof EditView>;

const Version = z
  .int()
  .nonnegative()
  .meta({ description: 'The version that the change is made on, from the last answer.' });

export const ChangeEdit = z
  .strictObject({
    version: Version,
    /** What stays; all else goes. */
    kept: z.array(RequestedRange).min(1).max(MAX_RANGES).optional(),
    /** What goes; all else stays. An empty list keeps everything. */
    cuts: z.array(RequestedRange).max(MAX_RANGES).optional(),
  })
  .refine(({ kept, cuts }) => (kept === undefined) !== (cuts === undefined), {
    path: ['cuts'],
    message: 'Send either kept or cuts.',
  })
  .meta({ examples: [{ version: 0, cuts: [{ start: 0, end: 3 }] }] });
export type ChangeEdit = z.infer<typeof ChangeEdit>;

export const UndoEdit = z.strictObject({ version: Version }).meta({ examples: [{ version: 1 }] });

const TrimOverrides = overridesOf(TrimConfig).meta({
  description: 'Trim settings to try; left-out fields stay as the recording has them.',
});

export const PreviewEdit = z
  .strictObject({ trim: TrimOverrides })
  .meta({ examples: [{ trim: { min_pause_seconds: 4 } }] });
export type PreviewEdit = z.infer<typeof PreviewEdit>;

export const EditPreview = z.strictObject({
  /** The settings that the preview was made with. */
  trim: TrimConfig,
  ...EditLengths,
});
export type EditPreview = z.infer<typeof EditPreview>;

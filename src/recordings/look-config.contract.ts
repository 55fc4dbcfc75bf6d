import { z } from 'zod';

/** Line breaks of every kind, and what no letter stands for. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]/u;

/** A mark of the owner that stays on the picture from beginning to end. */
export const Watermark = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'A watermark needs a text.')
    .max(80)
    .refine(
      text => !UNPRINTABLE.test(text),
      'A watermark is one line, without control characters.',
    ),
  position: z
    .literal(['top_left', 'top_right', 'bottom_left', 'bottom_right'])
    .default('top_right'),
  /** 1 hides what is behind the letters. */
  opacity: z.number().min(0.1).max(1).default(0.6),
});
export type Watermark = z.infer<typeof Watermark>;

export const VerticalFit = z.literal(['off', 'crop', 'fit_blur']);
export type VerticalFit = z.infer<typeof VerticalFit>;

/** What is changed in the picture beyond cutting: with any of it the picture is encoded anew. */
export const PictureConfig = z.strictObject({
  /** 9:16: a piece of the picture, or the whole of it over a blurred background. */
  vertical: VerticalFit.default('off'),
  /** Of `crop`: 0 keeps the left end of the picture, 1 the right one. */
  vertical_focus: z.number().min(0).max(1).default(0.5),
  watermark: Watermark.nullable().default(null),
});
export type PictureConfig = z.infer<typeof PictureConfig>;

/** How loud the result is, as platforms count it (EBU R128). */
export const LoudnessConfig = z.strictObject({
  enabled: z.boolean().default(false),
  target_lufs: z.number().min(-31).max(-9).default(-14),
  /** No peak is higher, also between samples. */
  true_peak_dbtp: z.number().min(-9).max(-0.5).default(-1),
});
export type LoudnessConfig = z.infer<typeof LoudnessConfig>;

/** What is changed in the sound beyond cutting: the picture may still be copied. */
export const SoundConfig = z.strictObject({ loudness: LoudnessConfig.prefault({}) });

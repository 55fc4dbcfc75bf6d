import * as z from 'zod';

/** Line breaks of every kind, and what no letter stands for. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]/u;

/** Fonts of the image of the workers: Latin, Cyrillic and Greek; the first one Arabic, too. */
const Font = z.literal(['DejaVu Sans', 'DejaVu Serif', 'DejaVu Sans Mono']);
const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour is written as #rrggbb.');

export const BurnInPreset = z.literal(['outline', 'box', 'yellow', 'large']);
export type BurnInPreset = z.infer<typeof BurnInPreset>;

/** Captions that are a part of the picture, for players and platforms that show no others. */
export const BurnIn = z.strictObject({
  enabled: z.boolean().default(false),
  preset: BurnInPreset.default('outline'),
  /** From here on, null is as the preset has it. */
  font: Font.nullable().default(null),
  /** Height of a line, in pixels of a picture whose shorter side has 720. */
  size_pixels: z.int().min(16).max(96).nullable().default(null),
  text_colour: Colour.nullable().default(null),
  /** Letters with an outline, or in front of a box. */
  border: z.literal(['outline', 'box']).nullable().default(null),
  border_colour: Colour.nullable().default(null),
  /** 1 hides what is behind the outline or the box. */
  border_opacity: z.number().min(0).max(1).nullable().default(null),
  position: z.literal(['bottom', 'middle', 'top']).default('bottom'),
});
export type BurnIn = z.infer<typeof BurnIn>;

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
  burn_in: BurnIn.prefault({}),
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

/** More are no recording of microphones. */
const MOST_SOUND_TRACKS = 32;

/**
 * Which sound tracks become the sound of the result. `auto`: the default one, mixed with each that
 * has speech of its own; `first`: the default one alone; a list: numbers in the order of the file,
 * from 1, mixed where there are several.
 */
export const SoundTracks = z.union([
  z.literal(['auto', 'first', 'all_mixed']),
  z.array(z.int().min(1).max(MOST_SOUND_TRACKS)).min(1).max(MOST_SOUND_TRACKS),
]);
export type SoundTracks = z.infer<typeof SoundTracks>;

/** What is changed in the sound beyond cutting: the picture may still be copied. */
export const SoundConfig = z.strictObject({
  tracks: SoundTracks.default('auto'),
  loudness: LoudnessConfig.prefault({}),
});

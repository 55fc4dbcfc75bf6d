import * as z from 'zod';
import { Mixdown } from './mixdown.contract.ts';

/** A key frame as it was decoded: when it shows on the original's clock, and what it looks like. */
const KeyPicture = z.strictObject({ seconds: z.number(), checksum: z.string() });
export type KeyPicture = z.infer<typeof KeyPicture>;

/** `probe.json`: what the original is, measured, not what its name or header says. */
export const Probe = z.strictObject({
  version: z.literal(1),
  format: z.string(),
  duration_seconds: z.number().positive(),
  size_bytes: z.int().positive(),
  /** Its recorder began anew in the middle; the original's clock then runs on through all sessions. */
  restarted: z.literal(true).optional(),
  /** Given: the sound is not one track as it is. */
  mixdown: Mixdown.optional(),
  video: z
    .strictObject({
      codec: z.string(),
      /** As stored, before rotation; where the size changes on the way, what it is brought to. */
      width: z.int().positive(),
      height: z.int().positive(),
      /** The size changes on the way: all pictures are fitted into this one, in square pixels. */
      changes_size: z.literal(true).optional(),
      /** Clockwise degrees a player must turn the picture. */
      rotation: z.literal([0, 90, 180, 270]),
      /**
       * Frames per second as a fraction, for example `30000/1001`; of a variable source, the constant
       * rate that it is rendered at.
       */
      frame_rate: z.string(),
      variable_frame_rate: z.boolean(),
      pixel_format: z.string(),
      /** Start of the first frame, counted from where the file starts: zero of the original's clock. */
      start_seconds: z.number(),
      /** Its decoder complained when key frames were decoded, or packets were divided. */
      damaged: z.literal(true).optional(),
      /**
       * Of the key frames some, evenly spread, as they come out where the file is decoded from its
       * beginning; a copy of them must come out alike.
       */
      key_pictures: z.array(KeyPicture).optional(),
    })
    .nullable(),
  audio: z
    .strictObject({
      /** Number of the track that was found to have sound; earlier probes do not tell. */
      index: z.int().min(0).optional(),
      codec: z.string(),
      sample_rate: z.int().positive(),
      channels: z.int().positive(),
      /** Two channels that carry one sound, such as one microphone on both sides. */
      equal_channels: z.boolean().default(false),
      start_seconds: z.number(),
    })
    .nullable(),
  /** EBU R128 integrated loudness in LUFS; null without audio or in full silence. */
  loudness_lufs: z.number().nullable(),
  /** The recording's own noise floor in dBFS; null without audio. */
  noise_floor_dbfs: z.number().nullable(),
  /** Share of the time with sound above the floor, 0 to 1. */
  sound_share: z.number().min(0).max(1),
});
export type Probe = z.infer<typeof Probe>;

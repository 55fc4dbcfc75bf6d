import { z } from 'zod';

const Seconds = z.number().nonnegative();

/** `<video>.truth.json`: what a sample lecture contains, exact to the sample. Times in seconds. */
export const SampleTruth = z.strictObject({
  version: z.literal(1),
  seed: z.int(),
  duration_seconds: z.number().positive(),
  /** The engine and voice that speak. */
  voice: z.string(),
  width: z.int(),
  height: z.int(),
  frame_rate: z.literal(25),
  /** Level of the room noise that runs through everything, and of the speech. */
  noise_dbfs: z.number(),
  speech_dbfs: z.number(),
  /**
   * Everything between utterances, in order. `pause` is 4 s or longer and worth cutting out,
   * `breath` is what lies between two sentences.
   */
  silences: z.array(
    z.strictObject({
      start: Seconds,
      end: Seconds,
      kind: z.literal(['head', 'breath', 'pause', 'tail']),
    }),
  ),
  utterances: z.array(
    z.strictObject({ start: Seconds, end: Seconds, text: z.string(), topic: z.int() }),
  ),
  /** Each from its first to its last utterance. */
  topics: z.array(
    z.strictObject({
      title: z.string(),
      start: Seconds,
      end: Seconds,
      key_terms: z.array(z.string()),
    }),
  ),
  /** On frame times; each ends where the next starts. */
  slides: z.array(z.strictObject({ start: Seconds, title: z.string() })),
});
export type SampleTruth = z.infer<typeof SampleTruth>;

/** `<video>.truth.json` of a marker clip: when the picture flashes and the beep starts. */
export const MarkerTruth = z.strictObject({
  version: z.literal(1),
  duration_seconds: z.number().positive(),
  frame_rate: z.number().positive(),
  flash_seconds: z.number().positive(),
  beep_seconds: z.number().positive(),
  beep_hz: z.number().positive(),
  markers: z.array(Seconds),
});
export type MarkerTruth = z.infer<typeof MarkerTruth>;

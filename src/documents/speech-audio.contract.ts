import * as z from 'zod';

/**
 * `speech.json`: the sound that goes to speech-to-text, 16 kHz mono, split inside silences so that
 * no word is cut; where there is none for a minute, into chunks that share some seconds. Each chunk is
 * an artifact `speech:<name>`; times are seconds on the original's clock. A recording without audible
 * sound has no chunks.
 */
export const SpeechAudio = z.strictObject({
  version: z.literal(1),
  sample_rate: z.literal(16_000),
  chunks: z.array(
    z.strictObject({
      /** The artifact's variant, for example `0001.flac`. */
      name: z.string(),
      start: z.number().nonnegative(),
      end: z.number().positive(),
    }),
  ),
});
export type SpeechAudio = z.infer<typeof SpeechAudio>;

/** Seconds of audio in chunks. */
export const audioSeconds = (chunks: readonly SpeechAudio['chunks'][number][]) =>
  chunks.reduce((sum, { start, end }) => sum + end - start, 0);

import * as z from 'zod';
import { SPEECH_PROVIDERS } from './speech-providers.ts';

/** A word as spoken. Seconds on the original's clock, `end > start`. */
export const Word = z.strictObject({
  start: z.number().nonnegative(),
  end: z.number().positive(),
  text: z.string().min(1),
  /** 0 to 1 where the engine says how sure it is. */
  confidence: z.number().min(0).max(1).optional(),
});
export type Word = z.infer<typeof Word>;

/** A run of words that reads as one piece: a sentence or what lies between two pauses. */
export const Segment = z.strictObject({
  start: z.number().nonnegative(),
  end: z.number().positive(),
  text: z.string().min(1),
  /** Index of the first word in `words` and of the one after the last. */
  first_word: z.int().nonnegative(),
  last_word: z.int().positive(),
});
export type Segment = z.infer<typeof Segment>;

/** `master.json`: words and segments in order, without overlaps, on the original's clock. */
export const Transcript = z.strictObject({
  version: z.literal(1),
  provider: z.literal(SPEECH_PROVIDERS),
  model: z.string(),
  /** ISO 639-1, as recognized; what was asked for only where the engine does not say. */
  language: z.string(),
  /** How likely the first minutes are in it, where the engine says. */
  language_probability: z.number().min(0).max(1).optional(),
  /** The mean of what the engine says of its words, also of those left out as too unsure. */
  confidence: z.number().min(0).max(1).optional(),
  /** There are no words, but there was speech: none of it can be trusted. */
  not_understood: z.literal(true).optional(),
  words: z.array(Word),
  segments: z.array(Segment),
  cost: z.strictObject({ audio_seconds: z.number(), amount_minor: z.int(), currency: z.string() }),
});
export type Transcript = z.infer<typeof Transcript>;

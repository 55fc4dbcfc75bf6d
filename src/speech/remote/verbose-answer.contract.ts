import * as z from 'zod';

const Timed = z.object({ start: z.number(), end: z.number() });

const AnswerWord = Timed.extend({
  word: z.string(),
  probability: z.number().min(0).max(1).optional().catch(undefined),
});
export type AnswerWord = z.infer<typeof AnswerWord>;

const AnswerLine = Timed.extend({
  text: z.string(),
  /** Fireworks: where the line is in the audio when the aligner lost its times. */
  audio_start: z.number().optional().catch(undefined),
  audio_end: z.number().optional().catch(undefined),
  no_speech_prob: z.number().optional().catch(undefined),
  avg_logprob: z.number().optional().catch(undefined),
});
export type AnswerLine = z.infer<typeof AnswerLine>;

/** Aligners leave out the times of numbers and signs they cannot say: such words get those of the line. */
const TimedWords = z
  .array(z.unknown())
  .transform(words => words.flatMap(word => AnswerWord.safeParse(word).data ?? []));

/** `verbose_json` of OpenAI and those who speak its API; what we do not use is ignored. */
export const VerboseAnswer = z.object({
  text: z.string(),
  /** A name ("english") at OpenAI, a code ("en") elsewhere. */
  language: z.string().nullish(),
  segments: z.array(AnswerLine).nullish(),
  words: TimedWords.nullish(),
});
export type VerboseAnswer = z.infer<typeof VerboseAnswer>;

/** Whether anything was written, whatever becomes of it. */
export const hasText = ({ text, segments }: VerboseAnswer) =>
  [text, ...(segments ?? []).map(line => line.text)].some(written => written.trim() !== '');

import type { Word } from '../documents/transcript.contract.ts';
import { BREAK_SECONDS } from './topic-rules.ts';

export type Break = { start: number; end: number };

/** Gaps between words that are long enough to be a break of the lecture. */
export const findBreaks = (words: readonly Word[]): Break[] =>
  words.slice(1).flatMap((word, index) => {
    const start = words[index]?.end ?? word.start;
    return word.start - start >= BREAK_SECONDS ? [{ start, end: word.start }] : [];
  });

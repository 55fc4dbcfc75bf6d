import { roundSeconds } from '../documents/round-seconds.ts';
import type { Word } from '../documents/transcript.contract.ts';

const MIN_WORD_SECONDS = 0.02;

/**
 * Words in order and without overlaps. Of two that overlap the later keeps its start, as people
 * notice a late start of a word more than an early end.
 */
export function tidyWords(words: readonly Word[]): Word[] {
  const sorted = words.toSorted((a, b) => a.start - b.start);
  const tidy: Word[] = [];
  for (const word of sorted) {
    const previous = tidy.at(-1);
    const start = roundSeconds(
      Math.max(word.start, previous ? previous.start + MIN_WORD_SECONDS : 0),
    );
    if (previous && previous.end > start) previous.end = start;
    tidy.push({ ...word, start, end: roundSeconds(Math.max(word.end, start + MIN_WORD_SECONDS)) });
  }
  return tidy;
}

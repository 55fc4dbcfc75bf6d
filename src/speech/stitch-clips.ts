import { comparable } from './comparable.ts';
import { tidyWords } from './tidy-words.ts';
import type { Word } from './transcript.contract.ts';

/** What was heard in one chunk: the chunk's place on the original's clock, and words on its own. */
export type HeardChunk = { start: number; end: number; words: readonly Word[] };

/** Engines place the same word a little differently in two clips. */
const SAME_WORD_SECONDS = 0.6;
/** One list of words from all chunks, on the original's clock, none lost or doubled at the edges. */
export function stitchClips(chunks: readonly HeardChunk[]): Word[] {
  const stitched: Word[] = [];
  let heardUntil = 0;
  for (const chunk of chunks.toSorted((a, b) => a.start - b.start)) {
    const words = onOriginalClock(chunk);
    stitched.push(...words.slice(repeated(stitched, words, heardUntil)));
    heardUntil = Math.max(heardUntil, chunk.end);
  }
  return stitched;
}

/** A word that starts after the end of its chunk was never said. */
function onOriginalClock({ start, end, words }: HeardChunk): Word[] {
  const length = end - start;
  return tidyWords(words.filter(word => word.start < length)).map(word => ({
    ...word,
    start: start + word.start,
    end: start + Math.max(Math.min(word.end, length), word.start),
  }));
}

/**
 * How many words at the start of a chunk the chunks before it have heard already: only what lies
 * before their end, the longest run of equal words at about the same time.
 */
function repeated(before: readonly Word[], next: readonly Word[], heardUntil: number) {
  const shared = next.filter(word => word.start < heardUntil).length;
  for (let count = Math.min(shared, before.length); count > 0; count--) {
    if (isRepeat(before.slice(-count), next.slice(0, count))) return count;
  }
  // Heard differently: what lies under the words of the first chunk is the same speech.
  const lastEnd = Math.min(heardUntil, before.at(-1)?.end ?? 0);
  return next.filter(word => (word.start + word.end) / 2 < lastEnd).length;
}

function isRepeat(tail: readonly Word[], head: readonly Word[]) {
  return tail.every((word, index) => {
    const other = head[index];
    return (
      other !== undefined &&
      comparable(word.text) === comparable(other.text) &&
      Math.abs(word.start - other.start) < SAME_WORD_SECONDS
    );
  });
}

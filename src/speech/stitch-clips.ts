import { comparable } from './comparable.ts';
import { tidyWords } from './tidy-words.ts';
import type { Word } from './transcript.contract.ts';

/** What was heard in one chunk: the chunk's place on the original's clock, and words on its own. */
export type HeardChunk = { start: number; end: number; words: readonly Word[] };

/** Engines place the same word a little differently in two clips. */
const SAME_WORD_SECONDS = 0.6;
/** Words may end a little after their clip, as engines round; later ones were never said. */
const LATE_SECONDS = 0.5;

/** One list of words from all chunks, on the original's clock, none lost or doubled at the edges. */
export function stitchClips(chunks: readonly HeardChunk[]): Word[] {
  const inOrder = chunks.toSorted((a, b) => a.start - b.start);
  const stitched: Word[] = [];
  for (const chunk of inOrder) {
    const words = onOriginalClock(chunk);
    stitched.push(...words.slice(repeated(stitched, words)));
  }
  return stitched;
}

function onOriginalClock({ start, end, words }: HeardChunk): Word[] {
  const length = end - start;
  return tidyWords(words)
    .filter(word => word.start < length + LATE_SECONDS)
    .map(word => ({
      ...word,
      start: start + Math.min(word.start, length),
      end: start + Math.min(word.end, length + LATE_SECONDS),
    }));
}

/**
 * How many words at the start of the next chunk were already heard at the end of the one before.
 * Only chunks that overlap can repeat a word: the longest equal run at about the same time counts.
 */
function repeated(before: readonly Word[], next: readonly Word[]) {
  const lastEnd = before.at(-1)?.end ?? 0;
  const overlapping = next.filter(word => word.start < lastEnd).length;
  for (let count = Math.min(overlapping + 1, before.length); count > 0; count--) {
    if (isRepeat(before.slice(-count), next.slice(0, count))) return count;
  }
  // Heard differently: the words that lie wholly under those of the first chunk are the same speech.
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

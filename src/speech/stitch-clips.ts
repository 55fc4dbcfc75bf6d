import type { Word } from '../documents/transcript.contract.ts';
import { tidyWords } from './tidy-words.ts';
import { comparable } from './word-text.ts';

/** What was heard in one chunk: the chunk's place on the original's clock, and words on its own. */
export type RecognizedChunk = { start: number; end: number; words: readonly Word[] };

/** Engines place the same word a little differently in two clips. */
const SAME_WORD_SECONDS = 0.6;

/** One list of words from all chunks, on the original's clock, none lost or doubled at the edges. */
export function stitchClips(chunks: readonly RecognizedChunk[]): Word[] {
  const stitched: Word[] = [];
  let recognizedUntil = 0;
  for (const chunk of chunks.toSorted((a, b) => a.start - b.start)) {
    const words = onOriginalClock(chunk);
    const shared = { start: chunk.start, end: Math.min(recognizedUntil, chunk.end) };
    if (shared.start < shared.end) changeOver(stitched, words, shared);
    else stitched.push(...words);
    recognizedUntil = Math.max(recognizedUntil, chunk.end);
  }
  return stitched;
}

/** A word that starts after the end of its chunk was never said. */
function onOriginalClock({ start, end, words }: RecognizedChunk): Word[] {
  const length = end - start;
  return tidyWords(words.filter(word => word.start < length)).map(word => ({
    ...word,
    start: start + word.start,
    end: start + Math.max(Math.min(word.end, length), word.start),
  }));
}

type Stretch = { start: number; end: number };

/**
 * Goes on with the words of the next chunk somewhere in the stretch that both heard: after the
 * run of words that are most alike. Words cut in half by an edge of a chunk lie outside of it.
 */
function changeOver(stitched: Word[], next: readonly Word[], shared: Stretch) {
  const first = stitched.findLastIndex(word => word.end <= shared.start) + 1;
  const tail = stitched.slice(first);
  const head = next.slice(0, next.findLastIndex(word => word.start < shared.end) + 1);
  const run = bestRun(tail, head);
  if (run.length === 0) return changeInMiddle(stitched, next, (shared.start + shared.end) / 2);
  stitched.splice(first + run.inTail + run.length);
  goOn(stitched, next.slice(run.inHead + run.length));
}

/** The same moment is a little earlier in one chunk than in another: no word may pass one before it. */
function goOn(stitched: Word[], words: readonly Word[]) {
  const from = stitched.at(-1)?.start ?? 0;
  for (const word of words) {
    const start = Math.max(word.start, from);
    stitched.push({ ...word, start, end: Math.max(word.end, start) });
  }
}

function bestRun(tail: readonly Word[], head: readonly Word[]) {
  let best = { inTail: 0, inHead: 0, length: 0, likeness: 0 };
  for (const inTail of tail.keys()) {
    for (const inHead of head.keys()) {
      let [length, likeness] = [0, 0];
      for (;;) {
        const more = likenessOf(tail[inTail + length], head[inHead + length]);
        if (more === 0) break;
        length++;
        likeness += more;
      }
      if (likeness > best.likeness) best = { inTail, inHead, length, likeness };
    }
  }
  return best;
}

/** 0 for two words, to 1 for one at the same time: of "no, no, no" each is the nearest to itself. */
function likenessOf(a: Word | undefined, b: Word | undefined) {
  if (!a || !b || comparable(a.text) !== comparable(b.text)) return 0;
  return Math.max(0, 1 - Math.abs(a.start - b.start) / SAME_WORD_SECONDS);
}

/** Heard differently: each chunk is believed where it is far from its edge, or heard alone. */
function changeInMiddle(stitched: Word[], next: readonly Word[], middle: number) {
  const until = Math.max(middle, next[0]?.start ?? Number.POSITIVE_INFINITY);
  while (stitched.length > 0 && centre(stitched.at(-1)) > until) stitched.pop();
  const from = Math.min(middle, stitched.at(-1)?.end ?? 0);
  goOn(
    stitched,
    next.filter(word => centre(word) > from),
  );
}

const centre = (word: Word | undefined) => ((word?.start ?? 0) + (word?.end ?? 0)) / 2;

import type { Segment, Word } from '../documents/transcript.contract.ts';
import { endsClause, endsSentence } from './word-text.ts';

/** Longer segments are hard to find one's place in. */
const MAX_SEGMENT_SECONDS = 15;
const PAUSE_SECONDS = 0.8;

type Range = readonly [first: number, last: number];

/** Groups words into sentences, or what lies between two pauses, of at most 15 seconds. */
export function segmentWords(words: readonly Word[]): Segment[] {
  return sentences(words)
    .flatMap(range => shorten(words, range))
    .map(range => toSegment(words, range));
}

function sentences(words: readonly Word[]): Range[] {
  const ranges: Range[] = [];
  let first = 0;
  for (const [index, word] of words.entries()) {
    if (!endsHere(word, words[index + 1])) continue;
    ranges.push([first, index + 1]);
    first = index + 1;
  }
  return ranges;
}

function endsHere(word: Word, next: Word | undefined) {
  if (!next) return true;
  if (next.start - word.end >= PAUSE_SECONDS) return true;
  // A small letter after the dot means an abbreviation, "e.g. this".
  return endsSentence(word.text) && !/^\p{Ll}/u.test(next.text);
}

/** Halves a long range at its best inner place until every part is short enough. */
function shorten(words: readonly Word[], [first, last]: Range): Range[] {
  const seconds = (words[last - 1]?.end ?? 0) - (words[first]?.start ?? 0);
  if (seconds <= MAX_SEGMENT_SECONDS || last - first < 2) return [[first, last]];
  const cut = bestCut(words, [first, last]);
  return [...shorten(words, [first, cut]), ...shorten(words, [cut, last])];
}

/** Prefers a long pause or the end of a clause, near the middle. */
function bestCut(words: readonly Word[], [first, last]: Range) {
  let best = { cut: first + 1, score: Number.NEGATIVE_INFINITY };
  for (let cut = first + 1; cut < last; cut++) {
    const [before, after] = [words[cut - 1], words[cut]];
    if (!before || !after) continue;
    const pause = Math.max(0, after.start - before.end);
    const clause = endsClause(before.text) ? 0.3 : 0;
    const offCentre = Math.abs((cut - first) / (last - first) - 0.5);
    const score = pause + clause - offCentre * 0.5;
    if (score > best.score) best = { cut, score };
  }
  return best.cut;
}

function toSegment(words: readonly Word[], [first, last]: Range): Segment {
  const own = words.slice(first, last);
  return {
    start: own[0]?.start ?? 0,
    end: own.at(-1)?.end ?? 0,
    text: own.map(word => word.text).join(' '),
    first_word: first,
    last_word: last,
  };
}

import { lengthOf, type Range } from '../documents/ranges.ts';
import type { Word } from '../documents/transcript.contract.ts';
import { WORD_EDGES } from '../media/sound/sound-activity.ts';
import { endsClause, endsSentence } from './word-text.ts';

/** Farther from any sound, a time is no small mistake, and the next sound another word's. */
const REACH_SECONDS = 1;
const MIN_WORD_SECONDS = 0.02;
/** Little more than the tail that is granted to each sound. */
const TAIL_SECONDS = WORD_EDGES.tailSeconds + 0.03;

/**
 * Words with their times inside sound. Engines stretch the words around a pause over it, or put them
 * into it: a word keeps one piece with sound, and one without any moves to the nearest.
 */
export function pullToSound(words: readonly Word[], sound: readonly Range[]): Word[] {
  const audible = sound.map(withEdges);
  let first = 0;
  return words.map(word => {
    while ((audible[first + 1]?.end ?? Number.POSITIVE_INFINITY) <= word.start) first++;
    const near = nearby(audible, first, word);
    const parts = near.map(range => overlap(range, word)).filter(part => lengthOf(part) > 0);
    const best = ownPart(parts, word) ?? nearest(near, word);
    return best ? { ...word, ...best } : word;
  });
}

const withEdges = ({ start, end }: Range): Range => ({
  start: Math.max(0, start - WORD_EDGES.onsetSeconds),
  end: end + WORD_EDGES.tailSeconds,
});

/** Those that the word is in, and those beside it. */
function nearby(audible: readonly Range[], first: number, word: Word): Range[] {
  let last = first;
  while ((audible[last]?.start ?? Number.POSITIVE_INFINITY) < word.end) last++;
  return audible.slice(first, last + 1);
}

const overlap = (range: Range, word: Word): Range => ({
  start: Math.max(range.start, word.start),
  end: Math.min(range.end, word.end),
});

/**
 * The piece of a word that spans a pause: before it if a clause ends with the word, else after it.
 * Where the word before leaves a little of its sound, that is no piece.
 */
function ownPart(parts: readonly Range[], { text }: Word): Range | undefined {
  const large = parts.filter(part => lengthOf(part) > TAIL_SECONDS);
  const own = large.length > 0 ? large : parts;
  return endsSentence(text) || endsClause(text) ? own[0] : own.at(-1);
}

/** Beginning of the next sound, or the end of the one before, if one is near. */
function nearest(near: readonly Range[], word: Word): Range | undefined {
  const before = near.findLast(({ end }) => end <= word.start);
  const after = near.find(({ start }) => start >= word.end);
  const [back, ahead] = [distance(before?.end, word.start), distance(after?.start, word.end)];
  if (Math.min(back, ahead) > REACH_SECONDS) return undefined;
  const length = Math.max(MIN_WORD_SECONDS, lengthOf(word));
  if (after && ahead <= back) {
    return { start: after.start, end: Math.min(after.start + length, after.end) };
  }
  return before && { start: Math.max(before.end - length, before.start), end: before.end };
}

const distance = (edge: number | undefined, time: number) =>
  edge === undefined ? Number.POSITIVE_INFINITY : Math.abs(edge - time);

import { splitWords } from '../spread-words.ts';
import { comparable } from '../word-text.ts';

/** Nobody says the same so often; laughter and "no, no, no" stay. */
const LEAST_TIMES = 6;
const MOST_WORDS = 6;

/** The same few letters ten times and more, in scripts without spaces; zeros are numbers. */
const INNER_LOOP = /([^\s\p{N}]{1,12}?)\1{9,}/gu;

/** The text with runs of the same few words standing once, as they ended. */
export function collapseLoops(text: string): string {
  const words = splitWords(text.replaceAll(INNER_LOOP, '$1'));
  const keys = words.map(comparable);
  const kept: string[] = [];
  for (let at = 0; at < words.length; ) {
    const { period, times } = loopAt(keys, at);
    at += period * (times - 1);
    kept.push(...words.slice(at, at + period));
    at += period;
  }
  return kept.join(' ');
}

/** The shortest loop that begins here; without one, a word said once. */
function loopAt(keys: readonly string[], at: number) {
  for (let period = 1; period <= MOST_WORDS; period++) {
    const times = timesSaid(keys, at, period);
    if (times >= LEAST_TIMES) return { period, times };
  }
  return { period: 1, times: 1 };
}

function timesSaid(keys: readonly string[], at: number, period: number) {
  let length = period;
  while (at + length < keys.length && keys[at + length] === keys[at + length - period]) length++;
  return Math.floor(length / period);
}

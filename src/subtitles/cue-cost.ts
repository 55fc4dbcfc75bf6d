import { breakLines } from './break-lines.ts';
import {
  GAP_SECONDS,
  GOOD_SECONDS,
  LEAST_SECONDS,
  MOST_SECONDS,
  type ReadingRules,
  type TimedWord,
} from './cue.ts';
import { endsClause, endsSentence, leansForward } from './punctuation.ts';

/** Pauses shorter than this are part of speaking. */
const BREATH_SECONDS = 0.2;

/** Weights of the rules: a broken rule of time costs more than any unlucky place of a break. */
const COST = {
  cue: 5,
  tooFast: 40,
  tooShort: 60,
  unreadable: 400,
  tooLong: 400,
  innerPausePerSecond: 20,
  innerSentence: 5,
  endInClause: 12,
  endOnLeaning: 10,
  endOfClause: 4,
  pausePerSecond: 25,
  leastEnd: 2,
  tiny: 6,
  secondLine: 1,
};
const TINY_CHARACTERS = 12;

/**
 * How bad it is to show these words as one subtitle, before a word that starts at `nextStart`.
 * Infinite when they do not fit on two lines.
 */
export function cueCost(words: readonly TimedWord[], nextStart: number, rules: ReadingRules) {
  const texts = words.map(({ text }) => text);
  const lines = breakLines(texts, rules.maxLineCharacters);
  if (!lines) return Number.POSITIVE_INFINITY;
  const characters = texts.join(' ').length;
  const isLast = nextStart === Number.POSITIVE_INFINITY;
  return (
    COST.cue +
    timeCost(words, nextStart, characters / rules.maxCharactersPerSecond) +
    innerCost(words) +
    (isLast ? 0 : endCost(words, nextStart)) +
    (characters < TINY_CHARACTERS ? COST.tiny : 0) +
    (lines.length - 1) * COST.secondLine
  );
}

function timeCost(words: readonly TimedWord[], nextStart: number, neededSeconds: number) {
  const start = words[0]?.start ?? 0;
  const spoken = (words.at(-1)?.end ?? start) - start;
  const free = Math.min(nextStart - GAP_SECONDS - start, MOST_SECONDS);
  const lacking = Math.max(0, neededSeconds - free);
  return (
    (lacking / neededSeconds) * COST.tooFast * (1 + lacking) +
    Math.max(0, GOOD_SECONDS - free) * COST.tooShort +
    (free < LEAST_SECONDS ? COST.unreadable : 0) +
    Math.max(0, spoken - MOST_SECONDS) * COST.tooLong
  );
}

/** What should rather have been a break: silences and ends of sentences inside. */
function innerCost(words: readonly TimedWord[]) {
  let cost = 0;
  for (const [index, word] of words.slice(0, -1).entries()) {
    const pause = (words[index + 1]?.start ?? word.end) - word.end;
    if (pause > BREATH_SECONDS) cost += pause * COST.innerPausePerSecond;
    if (endsSentence(word.text)) cost += COST.innerSentence;
  }
  return cost;
}

function endCost(words: readonly TimedWord[], nextStart: number) {
  const last = words.at(-1);
  if (!last || endsSentence(last.text)) return 0;
  const pause = nextStart - last.end;
  const relief = pause > BREATH_SECONDS ? pause * COST.pausePerSecond : 0;
  const place = endsClause(last.text) ? COST.endOfClause : COST.endInClause;
  const leaning = leansForward(last.text) ? COST.endOnLeaning : 0;
  return Math.max(COST.leastEnd, place + leaning - relief);
}

import {
  GAP_SECONDS,
  GOOD_SECONDS,
  LEAST_SECONDS,
  MOST_SECONDS,
  type ReadingRules,
} from '../documents/cue.ts';
import type { Piece } from './piece.ts';

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

/** Pieces shown as one subtitle. */
export type Run = {
  first: Piece;
  last: Piece;
  width: number;
  lines: number;
  /** Of all breaks that it leaves out. */
  inner: number;
  /** When the next one begins; infinite for the last. */
  nextStart: number;
};

/** How bad it is to show these pieces as one subtitle. */
export function cueCost({ first, last, width, lines, inner, nextStart }: Run, rules: ReadingRules) {
  const isLast = nextStart === Number.POSITIVE_INFINITY;
  const neededSeconds = width / rules.maxCharactersPerSecond;
  return (
    COST.cue +
    timeCost({ start: first.start, end: last.end }, nextStart, neededSeconds) +
    inner +
    (isLast ? 0 : endCost(last, nextStart)) +
    (width < TINY_CHARACTERS ? COST.tiny : 0) +
    (lines - 1) * COST.secondLine
  );
}

type Spoken = { start: number; end: number };

function timeCost({ start, end }: Spoken, nextStart: number, neededSeconds: number) {
  const free = Math.min(nextStart - GAP_SECONDS - start, MOST_SECONDS);
  const lacking = Math.max(0, neededSeconds - free);
  return (
    (lacking / neededSeconds) * COST.tooFast * (1 + lacking) +
    Math.max(0, GOOD_SECONDS - free) * COST.tooShort +
    (free < LEAST_SECONDS ? COST.unreadable : 0) +
    Math.max(0, end - start - MOST_SECONDS) * COST.tooLong
  );
}

/** What should rather have been a break between two pieces: silence, or the end of a sentence. */
export function innerCost(before: Piece, after: Piece) {
  const pause = after.start - before.end;
  const silence = pause > BREATH_SECONDS ? pause * COST.innerPausePerSecond : 0;
  return silence + (before.ending === 'sentence' ? COST.innerSentence : 0);
}

const END_COST = {
  clause: COST.endOfClause,
  leaning: COST.endInClause + COST.endOnLeaning,
  plain: COST.endInClause,
};

function endCost({ ending, end }: Piece, nextStart: number) {
  if (ending === 'sentence') return 0;
  const pause = nextStart - end;
  const relief = pause > BREATH_SECONDS ? pause * COST.pausePerSecond : 0;
  return Math.max(COST.leastEnd, END_COST[ending] - relief);
}

const FIRST_WAIT_SECONDS = 10;
const MAX_WAIT_SECONDS = 300;
/** A longer wait than this is not obeyed, whoever names it. */
const MAX_NAMED_WAIT_SECONDS = 3600;
/** The provider promises an answer within a day. */
const GIVE_UP_SECONDS = 24 * 3600;
/** Half of the bar after this time: most answers come within minutes, some after hours. */
const USUAL_SECONDS = 600;

/** How long until a job is asked for again: seldom for those that take long already. */
export function waitSeconds(ageSeconds: number, named = 0): number {
  const grown = Math.min(Math.max(FIRST_WAIT_SECONDS, ageSeconds / 3), MAX_WAIT_SECONDS);
  return Math.ceil(Math.max(grown, Math.min(named, MAX_NAMED_WAIT_SECONDS)));
}

export const isTooOld = (ageSeconds: number) => ageSeconds >= GIVE_UP_SECONDS;

/** 0 to 1: moves with every look at the clock and is never full. */
export const shareOfWait = (ageSeconds: number) => ageSeconds / (ageSeconds + USUAL_SECONDS);

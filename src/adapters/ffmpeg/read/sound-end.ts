import type { Source } from '../../../media/original/source.ts';

/** No recording that says nothing of its length is longer. */
const DAY_SECONDS = 86_400;

/** Holes become silence, and stamps of a damaged file may jump by years: output ends here. */
export const soundEnd = ({ claimedSeconds }: Source) => [
  '-t',
  `${Math.max(DAY_SECONDS, claimedSeconds ?? 0)}`,
];

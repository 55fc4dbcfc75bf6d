import type { RateCounters, RateUse } from './rate-limit.ts';

const MINUTE_MS = 60_000;
/** About a megabyte: a flood from more addresses than these is counted as before. */
const MOST_REMEMBERED = 10_000;

/**
 * Counters that remember, for the minute, who has no request left. A limit that is reached stays
 * so until the minute ends, so a flood costs no more writes than the limit allows requests.
 */
export function rememberSpent(counters: RateCounters): RateCounters {
  let minute = 0;
  const spent = new Map<string, RateUse>();
  return {
    isSpent: (principal, at) => Math.floor(at / MINUTE_MS) === minute && spent.has(principal),
    async count(principal, at, limits) {
      const now = Math.floor(at / MINUTE_MS);
      if (now !== minute) spent.clear();
      minute = now;
      const known = spent.get(principal);
      if (known) return known;
      const use = await counters.count(principal, at, limits);
      const isSpent = use.inMinute >= limits.perMinute || use.inHour >= limits.perHour;
      // The minute may have ended while the table was asked.
      if (isSpent && minute === now && spent.size < MOST_REMEMBERED) {
        spent.set(principal, { ...use, allowed: false });
      }
      return use;
    },
  };
}

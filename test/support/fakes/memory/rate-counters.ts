import type { RateCounters } from '../../../../src/kernel/http/rate-limit.ts';

/** Requests counted in memory, by the minutes and hours of the clock. */
export function memoryRateCounters(): RateCounters {
  const counts = new Map<string, number>();
  return {
    async count(principal, at, limits) {
      const minute = `${principal}/m${Math.floor(at / 60_000)}`;
      const hour = `${principal}/h${Math.floor(at / 3_600_000)}`;
      const used = (key: string) => counts.get(key) ?? 0;
      const allowed = used(minute) < limits.perMinute && used(hour) < limits.perHour;
      if (allowed) for (const key of [minute, hour]) counts.set(key, used(key) + 1);
      return { allowed, inMinute: used(minute), inHour: used(hour) };
    },
  };
}

import { describe, expect, test } from 'vitest';
import type { RateCounters, RateUse } from '../../src/kernel/http/rate-limit.ts';
import { newId } from '../../src/kernel/ids.ts';

const LIMITS = { perMinute: 60, perHour: 100 };
const NOON = Date.UTC(2026, 10, 20, 12, 0, 0);

/** What is promised of `RateCounters`. */
export const rateCountersContract = (name: string, make: () => RateCounters) =>
  describe(name, () => {
    const counting = () => {
      const counters = make();
      const principal = newId('user');
      return (at: number) => counters.count(principal, at, LIMITS);
    };
    const burst = (count: ReturnType<typeof counting>, at: number, size: number) =>
      Promise.all(Array.from({ length: size }, () => count(at)));
    const passed = (uses: readonly RateUse[]) => uses.filter(({ allowed }) => allowed).length;

    test('of 200 parallel requests exactly 60 pass', async () => {
      const uses = await burst(counting(), NOON, 200);
      expect(passed(uses)).toBe(60);
      expect(Math.max(...uses.map(({ inMinute }) => inMinute))).toBe(60);
    });

    test('the next minute is counted anew, but the hour goes on', async () => {
      const count = counting();
      await burst(count, NOON, 60);
      expect(passed(await burst(count, NOON + 60_000, 60))).toBe(40);
      expect(await count(NOON + 120_000)).toEqual({ allowed: false, inMinute: 0, inHour: 100 });
      expect(await count(NOON + 3_600_000)).toMatchObject({ allowed: true, inHour: 1 });
    });

    test('minutes and hours are those of the clock', async () => {
      const count = counting();
      await burst(count, NOON + 59_999, 60);
      expect(await count(NOON + 59_999)).toEqual({ allowed: false, inMinute: 60, inHour: 60 });
      expect(await count(NOON + 60_000)).toEqual({ allowed: true, inMinute: 1, inHour: 61 });
      expect(await count(NOON + 3_600_000)).toEqual({ allowed: true, inMinute: 1, inHour: 1 });
    });

    test('what is refused is not counted', async () => {
      const count = counting();
      await burst(count, NOON, 60);
      await burst(count, NOON, 20);
      expect(await count(NOON + 60_000)).toEqual({ allowed: true, inMinute: 1, inHour: 61 });
    });

    test('principals do not count for each other', async () => {
      const counters = make();
      const [first, second] = [newId('user'), newId('user')];
      for (let used = 0; used < 60; used += 1) await counters.count(first, NOON, LIMITS);
      const use = await counters.count(second, NOON, LIMITS);
      expect(use).toEqual({ allowed: true, inMinute: 1, inHour: 1 });
    });
  });

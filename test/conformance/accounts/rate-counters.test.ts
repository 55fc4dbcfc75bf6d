import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rateCounters } from '../../../src/adapters/dynamodb/kernel/rate-counters.ts';
import type { RateUse } from '../../../src/kernel/http/rate-limit.ts';
import { startTable } from '../../support/table.ts';

const LIMITS = { perMinute: 60, perHour: 100 };
const NOON = Date.UTC(2026, 10, 20, 12, 0, 0);

let stop: () => Promise<void>;
let count: (principal: string, at: number) => Promise<RateUse>;

beforeAll(async () => {
  const started = await startTable();
  stop = started.stop;
  const counters = rateCounters(started.table);
  count = (principal, at) => counters.count(principal, at, LIMITS);
});
afterAll(() => stop());

const burst = (principal: string, at: number, size: number) =>
  Promise.all(Array.from({ length: size }, () => count(principal, at)));
const passed = (uses: readonly RateUse[]) => uses.filter(({ allowed }) => allowed).length;

describe('limits that many functions share', () => {
  test('of 200 parallel requests exactly 60 pass', async () => {
    const uses = await burst('USER#a', NOON, 200);
    expect(passed(uses)).toBe(60);
    expect(Math.max(...uses.map(({ inMinute }) => inMinute))).toBe(60);
  });

  test('the next minute is counted anew, but the hour goes on', async () => {
    await burst('USER#b', NOON, 60);
    expect(passed(await burst('USER#b', NOON + 60_000, 60))).toBe(40);
    expect(await count('USER#b', NOON + 120_000)).toEqual({
      allowed: false,
      inMinute: 0,
      inHour: 100,
    });
    expect(await count('USER#b', NOON + 3_600_000)).toMatchObject({ allowed: true, inHour: 1 });
  });

  test('principals do not count for each other', async () => {
    await burst('USER#c', NOON, 60);
    expect(await count('USER#d', NOON)).toEqual({ allowed: true, inMinute: 1, inHour: 1 });
  });
});

import { expect, test } from 'vitest';
import { rememberSpent } from '../../../../src/kernel/http/spent-limits.ts';
import { rateCountersContract } from '../../../contract/rate-counters.contract.ts';
import { memoryRateCounters } from '../../../support/fakes/memory/rate-counters.ts';

rateCountersContract('counters that remember', () => rememberSpent(memoryRateCounters()));

const NOON = Date.UTC(2026, 10, 20, 12);
const LIMITS = { perMinute: 60, perHour: 100 };

function counted() {
  const inner = memoryRateCounters();
  let writes = 0;
  const counters = rememberSpent({
    count: (principal, at, limits) => {
      writes += 1;
      return inner.count(principal, at, limits);
    },
  });
  const flood = async (size: number, at: number, principal = 'IP#203.0.113.9') => {
    for (let index = 0; index < size; index += 1) await counters.count(principal, at, LIMITS);
  };
  return { counters, flood, writes: () => writes };
}

test('a flood writes as often as the limit allows requests, and no more', async () => {
  const { flood, writes } = counted();
  await flood(10_000, NOON);
  expect(writes()).toBe(60);
  await flood(10_000, NOON + 60_000);
  expect(writes()).toBe(100);
  await flood(10_000, NOON + 120_000);
  expect(writes()).toBe(101);
});

test('one flood does not hide another, and a new minute is looked up anew', async () => {
  const { counters, flood, writes } = counted();
  await flood(70, NOON);
  await flood(5, NOON, 'IP#203.0.113.8');
  expect(writes()).toBe(65);
  const use = await counters.count('IP#203.0.113.9', NOON + 60_000, LIMITS);
  expect(use).toEqual({ allowed: true, inMinute: 1, inHour: 61 });
});

test('it is known who has nothing left, in that minute alone', async () => {
  const { counters, flood } = counted();
  const who = 'IP#203.0.113.9';
  await flood(59, NOON, who);
  expect(counters.isSpent?.(who, NOON)).toBe(false);
  await flood(1, NOON, who);
  expect(counters.isSpent?.(who, NOON)).toBe(true);
  expect(counters.isSpent?.('IP#203.0.113.8', NOON)).toBe(false);
  expect(counters.isSpent?.(who, NOON + 60_000)).toBe(false);
});

import { expect, test } from 'vitest';
import { fargateDollars, lambdaDollars, transitionDollars } from '../../lib/prices.ts';

const SIZE = { cpu: 2048, memoryMiB: 4096 };

test('an hour of two processors and four gigabytes', () => {
  expect(fargateDollars(SIZE, 3600, { spot: false })).toBeCloseTo(2 * 0.04656 + 4 * 0.00511, 6);
});

test('a task of seconds is billed as a minute', () => {
  const minute = fargateDollars(SIZE, 60, { spot: false });
  expect(fargateDollars(SIZE, 5, { spot: false })).toBe(minute);
  expect(fargateDollars(SIZE, 61, { spot: false })).toBeGreaterThan(minute);
});

test('Spot is a share of it', () => {
  const [spot, onDemand] = [true, false].map(kind => fargateDollars(SIZE, 600, { spot: kind }));
  expect(spot).toBeCloseTo((onDemand ?? 0) * 0.3, 9);
});

test('a million calls of a tenth of a second at one gigabyte', () => {
  expect(1e6 * lambdaDollars(1024, 0.1)).toBeCloseTo(0.2 + 1.33334, 4);
});

test('a thousand transitions', () => {
  expect(transitionDollars(1000)).toBeCloseTo(0.025, 9);
});

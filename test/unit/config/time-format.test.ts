import { expect, test } from 'vitest';
import { clockTime, timestamp } from '../../../src/config/time-format.ts';

test.each([
  [0, '0:00', '00:00:00'],
  [9.99, '0:09', '00:00:09'],
  [75, '1:15', '00:01:15'],
  [600, '10:00', '00:10:00'],
  [3600, '1:00:00', '01:00:00'],
  [36_061, '10:01:01', '10:01:01'],
  [360_000, '100:00:00', '100:00:00'],
])('%d seconds are %s, or %s', (seconds, short, long) => {
  expect(clockTime(seconds)).toBe(short);
  expect(timestamp(seconds)).toBe(long);
});

import { expect, test } from 'vitest';
import { roundSeconds } from '../../../src/documents/round-seconds.ts';

test.each([
  { seconds: 0, rounded: 0 },
  { seconds: 1.0004, rounded: 1 },
  { seconds: 1.0005, rounded: 1.001 },
  { seconds: 0.1 + 0.2, rounded: 0.3 },
  { seconds: 7199.99999, rounded: 7200 },
])('$seconds s are written as $rounded', ({ seconds, rounded }) => {
  expect(roundSeconds(seconds)).toBe(rounded);
});

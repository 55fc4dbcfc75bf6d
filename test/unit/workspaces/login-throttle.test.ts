import { expect, test } from 'vitest';
import { delaySeconds } from '../../../src/workspaces/login-throttle.ts';

test.each([
  { attempt: 1, seconds: 0 },
  { attempt: 10, seconds: 0 },
  { attempt: 11, seconds: 1 },
  { attempt: 12, seconds: 2 },
  { attempt: 15, seconds: 16 },
  { attempt: 40, seconds: 300 },
])('attempt $attempt makes the next one wait $seconds s', ({ attempt, seconds }) => {
  expect(delaySeconds(attempt, { free: 10, maxDelaySeconds: 300 })).toBe(seconds);
});

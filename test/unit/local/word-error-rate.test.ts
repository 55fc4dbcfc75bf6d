import { expect, test } from 'vitest';
import { wordErrorRate } from '../../../local/sample/word-error-rate.ts';

test.each([
  ['one two three', 'One, two three!', 0],
  ['one two three', 'one too three', 1 / 3],
  ['one two three', 'one three', 1 / 3],
  ['one two three', 'one two and three', 1 / 3],
  ['one two', '', 1],
])('said %j, heard %j: %d', (said, heard, rate) => {
  expect(wordErrorRate(said, heard)).toBeCloseTo(rate);
});

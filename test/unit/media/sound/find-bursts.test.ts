import { expect, test } from 'vitest';
import { findBursts } from '#src/media/sound/find-bursts.ts';

const LIMITS = { on: 9, beside: 6, off: 4, hiddenTailSeconds: 0 };
const curve = (...stretches: [frames: number, value: number][]) =>
  Float32Array.from(stretches.flatMap(([length, value]) => Array.from({ length }, () => value)));
const found = (values: Float32Array, limits = LIMITS) =>
  findBursts(values, limits, 0.2).map(({ start, end }) => [
    Math.round(start * 100),
    Math.round(end * 100),
  ]);

test.each([
  { name: 'behind a word', values: curve([10, 0], [20, 20], [15, 0], [10, 7], [30, 0]) },
  { name: 'before a word', values: curve([10, 0], [10, 7], [15, 0], [20, 20], [30, 0]) },
])('a faint syllable $name belongs to it', ({ values }) => {
  expect(found(values)).toHaveLength(2);
});

test.each([
  { name: 'alone', values: curve([10, 0], [10, 7], [30, 0]) },
  { name: 'farther away', values: curve([10, 0], [20, 20], [20, 0], [10, 7], [30, 0]) },
  { name: 'fainter', values: curve([10, 0], [20, 20], [15, 0], [10, 5], [30, 0]) },
  { name: 'a click', values: curve([10, 0], [20, 20], [15, 0], [5, 7], [30, 0]) },
])('but not what is $name', ({ values }) => {
  expect(found(values).filter(([start = 0]) => start !== 10)).toEqual([]);
});

test('faint syllables do not draw in others', () => {
  const values = curve([10, 0], [20, 20], [15, 0], [10, 7], [15, 0], [10, 7], [30, 0]);
  expect(found(values)).toEqual([
    [10, 30],
    [45, 55],
  ]);
});

test('hidden tails end with the recording', () => {
  const limits = { ...LIMITS, hiddenTailSeconds: 0.1 };
  expect(found(curve([10, 0], [20, 20], [5, 0]), limits)).toEqual([[10, 35]]);
});

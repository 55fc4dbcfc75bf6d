import { expect, test } from 'vitest';
import { gapsBetween } from '#src/documents/ranges.ts';
import { cutList } from '../../../bench/media/cut-lists.ts';

test.each([
  ['L', 6, 8.04],
  ['T', 80, 1.48],
] as const)('list %s cuts ten minutes %d times', (name, cuts, seconds) => {
  const edit = cutList(name, 600);
  expect(edit.cuts).toHaveLength(cuts);
  for (const { start, end } of edit.cuts) {
    expect(end - start).toBeCloseTo(seconds, 6);
    expect(start * 25).toBeCloseTo(Math.round(start * 25), 6);
  }
  expect(gapsBetween(edit.kept, 600)).toHaveLength(cuts);
});

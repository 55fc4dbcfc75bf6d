import { expect, test } from 'vitest';
import { otherKeyFrame } from '#src/media/render/check/key-pictures.ts';

const grid = { frames: 25, seconds: 1, originSeconds: 0.02 };
const at = (seconds: number, checksum: string) => ({ seconds, checksum });
const copies = [
  { frames: { from: 50, to: 150 }, begin: 10 },
  { frames: { from: 200, to: 250 }, begin: 130 },
];
const known = [
  at(0.02, 'head'),
  at(2.02, 'a'),
  at(5.98, 'b'),
  at(6.02, 'cut'),
  at(8.02, 'c'),
  at(3.02, ''),
];
const frame = (number: number, checksum: string) => at(number / 25, checksum);

test.each([
  ['the same', [frame(10, 'a'), frame(109, 'b'), frame(130, 'c')], undefined],
  ['others that nobody knows', [frame(0, 'x'), frame(11, 'x'), frame(110, 'x')], undefined],
  ['fewer', [frame(109, 'b')], undefined],
  ['one that was told in part', [frame(35, 'x')], undefined],
  ['another one', [frame(10, 'a'), frame(109, 'x'), frame(130, 'c')], 109],
  ['one at the place of the next', [frame(10, 'a'), frame(130, 'b')], 130],
])('key frames of copies are %s', (_, made, other) => {
  expect(otherKeyFrame({ known, grid, copies, made })).toBe(other);
});

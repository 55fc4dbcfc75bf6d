import { expect, test } from 'vitest';
import { type PictureSize, steadySize } from '#src/media/original/steady-size.ts';

const size = (
  width: number,
  height: number,
  fromSeconds: number,
  pixelAspect = 1,
): PictureSize => ({
  width,
  height,
  pixelAspect,
  fromSeconds,
});
const MINUTE = 60;

test.each<[string, PictureSize[], object | null]>([
  ['one size', [size(1280, 720, 0)], null],
  ['one size again and again', [size(1280, 720, 0), size(1280, 720, 20)], null],
  ['nothing known', [], null],
  ['the longest', [size(1280, 720, 0), size(1920, 1080, 55)], { width: 1280, height: 720 }],
  [
    'the larger of two that last',
    [size(640, 360, 0), size(1280, 720, 40)],
    { width: 1280, height: 720 },
  ],
  [
    'the larger of two that last, all its times counted',
    [size(640, 360, 0), size(1280, 720, 10), size(640, 360, 20), size(1280, 720, 45)],
    { width: 1280, height: 720 },
  ],
  [
    'oblong pixels, as seen',
    [size(720, 576, 0, 64 / 45), size(720, 576, 50, 16 / 15)],
    { width: 1024, height: 576 },
  ],
  ['even sizes', [size(641, 361, 0), size(320, 180, 50)], { width: 642, height: 362 }],
])('%s', (_, sizes, expected) => {
  expect(steadySize(sizes, MINUTE)).toEqual(expected);
});

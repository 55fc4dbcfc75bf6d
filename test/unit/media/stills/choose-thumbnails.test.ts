import { expect, test } from 'vitest';
import { chooseThumbnails, GREY_SIZE } from '#src/media/stills/choose-thumbnails.ts';

const { width, height } = GREY_SIZE;
const picture = (name: string, pixel: (x: number, y: number) => number) => ({
  name,
  grey: Uint8Array.from({ length: width * height }, (_, at) =>
    pixel(at % width, Math.floor(at / width)),
  ),
});

const black = picture('black', () => 16);
const blurred = picture('blurred', x => 60 + x / 2);
const slide = picture('slide', (x, y) => (((x >> 1) + (y >> 2)) % 3 === 0 ? 30 : 230));
const slideAgain = picture('slide again', (x, y) => (((x >> 1) + (y >> 2)) % 3 === 0 ? 31 : 230));
const face = picture('face', (x, y) =>
  Math.hypot(x - 80, y - 45) < 30 ? 200 - (x % 7) * 9 : 70 + (y % 5) * 6,
);
const names = (count: number, ...stills: (typeof black)[]) =>
  chooseThumbnails(stills, count).map(({ name }) => name);

test('the sharpest first, then what differs most', () => {
  expect(names(3, black, blurred, slide, face)).toEqual([
    'slide',
    expect.anything(),
    expect.anything(),
  ]);
  expect(names(3, black, blurred, slide, face)).not.toContain('black');
});

test('not the same slide twice', () => {
  expect(names(3, slide, slideAgain, face)).toEqual(['slide', 'face']);
});

test('a black picture only where there is nothing else', () => {
  expect(names(2, black)).toEqual(['black']);
  expect(names(2)).toEqual([]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseTiles, tileSize } from '#src/media/stills/choose-tiles.ts';

const every = (apart: number, seconds: number) =>
  Array.from({ length: Math.floor(seconds / apart) + 1 }, (_, index) => ({
    seconds: index * apart,
  }));
const times = (tiles: { seconds: number }[]) => tiles.map(({ seconds }) => seconds);

describe('tiles of the seek bar', () => {
  test('a short clip has one every two seconds', () => {
    expect(times(chooseTiles(every(1, 7), 7))).toEqual([0, 2, 4, 6]);
  });

  test('sparse key frames are all taken', () => {
    const stills = [0, 8.6, 18.6, 28.6].map(seconds => ({ seconds }));
    expect(chooseTiles(stills, 30)).toEqual(stills);
  });

  test('stills as dense as they are asked for are all taken', () => {
    expect(chooseTiles(every(40, 3600), 3600)).toHaveLength(91);
  });

  test('never a hundred, and in order, however long and whatever its key frames', () => {
    const gaps = fc.array(fc.double({ min: 0.02, max: 30, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(gaps, fc.double({ min: 1, max: 40, noNaN: true }), (list, scale) => {
        const ends = list.map((_, index) =>
          list.slice(0, index + 1).reduce((sum, gap) => sum + gap * scale, 0),
        );
        const stills = ends.map(seconds => ({ seconds }));
        const chosen = times(chooseTiles(stills, ends.at(-1) ?? 0));
        expect(chosen.length).toBeLessThan(100);
        expect(chosen[0]).toBe(stills[0]?.seconds);
        expect(chosen).toEqual(chosen.toSorted((a, b) => a - b));
      }),
    );
    expect(chooseTiles(every(0.1, 10_000), 10_000).length).toBeLessThan(100);
  });

  test.each([
    { width: 1920, height: 1080, rotation: 0, size: { width: 160, height: 90 } },
    { width: 1920, height: 1080, rotation: 90, size: { width: 90, height: 160 } },
    { width: 640, height: 480, rotation: 180, size: { width: 160, height: 120 } },
    { width: 4000, height: 10, rotation: 0, size: { width: 160, height: 2 } },
  ] as const)('$width×$height turned by $rotation', ({ size, ...video }) => {
    expect(tileSize(video)).toEqual(size);
  });
});

import { describe, expect, test } from 'vitest';
import { picturePoints, soundPoints, WINDOW_SECONDS } from '#src/media/render/check/sync-points.ts';

const RATE = 1000;
const soundOf = (spans: { start: number; length: number }[]) =>
  soundPoints({ spans, sampleRate: RATE, channels: 1 });

describe('where sound is compared', () => {
  test('right behind cuts and at the end, with the place in both files', () => {
    const points = soundOf([
      { start: 5000, length: 4000 },
      { start: 20_000, length: 3000 },
    ]);
    expect(points[0]).toEqual({ original: 5.01, made: 0.01 });
    expect(points).toContainEqual({ original: 20.01, made: 4.01 });
    expect(points.at(-1)?.made).toBeCloseTo(7 - WINDOW_SECONDS - 0.01, 6);
    for (const { original, made } of points) {
      expect(original - made).toBeCloseTo(made < 4 ? 5 : 16, 6);
    }
  });

  test('a recording without a cut is compared all along', () => {
    const points = soundOf([{ start: 0, length: 600_000 }]);
    expect(points).toHaveLength(6);
    expect(points[0]?.original).toBe(0.06);
    expect(points.at(-1)?.made).toBeCloseTo(600 - WINDOW_SECONDS - 0.01, 6);
  });

  test('of hundreds of spans a few, the first and the last among them', () => {
    const spans = Array.from({ length: 800 }, (_, at) => ({ start: at * 2000, length: 1000 }));
    const points = soundOf(spans);
    expect(points).toHaveLength(6);
    expect(points[0]?.made).toBe(0.06);
    expect(points.at(-1)?.made).toBeGreaterThan(799);
  });

  test('spans shorter than a window, or before the first sample, are left out', () => {
    expect(soundOf([{ start: 9000, length: 600 }])).toEqual([]);
    expect(soundOf([{ start: -700, length: 700 }])).toEqual([]);
  });
});

describe('which pictures are compared', () => {
  const grid = { frames: 25, seconds: 1, originSeconds: 0 };
  const part = (spans: { from: number; to: number }[]) => ({
    ...{ spans, grid, begin: 0, seekSeconds: null, holdsLastPicture: false, threads: 1 },
  });
  const encode = (...parts: { from: number; to: number }[][]) =>
    picturePoints({
      ...{ kind: 'encode', parts: parts.map(part), frames: 0, grid, sound: null, look: null },
    });

  test('never so early that there is nothing before them', () => {
    expect(encode([{ from: 0, to: 400 }])[0]).toEqual({ original: 2, made: 2 });
  });

  test('behind cuts, across parts, up to the last three', () => {
    const points = encode([{ from: 10, to: 110 }], [{ from: 500, to: 600 }]);
    expect(points[0]).toEqual({ original: 10, made: 0 });
    expect(points).toContainEqual({ original: 500, made: 100 });
    expect(points.at(-1)).toEqual({ original: 597, made: 197 });
  });

  test('what two encoders share is one span', () => {
    const points = encode([{ from: 10, to: 60 }], [{ from: 60, to: 110 }]);
    expect(points).not.toContainEqual({ original: 60, made: 50 });
    expect(points[0]).toEqual({ original: 10, made: 0 });
  });

  test('of a smart cut what was encoded: each edge, and the end', () => {
    const copy = { fromPacket: 0, toPacket: 100, frames: { from: 50, to: 150 }, starts: [50] };
    const points = picturePoints({
      kind: 'smart',
      runs: [],
      parts: [
        { kind: 'edge', part: part([{ from: 20, to: 50 }]) },
        { kind: 'copy', copy },
        { kind: 'edge', part: part([{ from: 150, to: 170 }]) },
      ],
      ...{ frames: 150, copiedFrames: 100, grid, sound: null, reorderFrames: 0 },
      edge: { profile: 'High' },
      aspect: { width: 16, height: 9 },
    });
    expect(points).toEqual([
      { original: 20, made: 0 },
      { original: 150, made: 130 },
      { original: 167, made: 147 },
    ]);
  });
});

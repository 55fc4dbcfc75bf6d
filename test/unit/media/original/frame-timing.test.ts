import { describe, expect, test } from 'vitest';
import { measureFrameTiming } from '#src/media/original/frame-timing.ts';
import {
  frameAt,
  frameGrid,
  parseFrameRate,
  snapDown,
  snapUp,
  timeOfFrame,
} from '#src/media/timeline/frame-grid.ts';

const times = (rate: number, count: number, start = 0) =>
  Array.from({ length: count }, (_, frame) => start + frame / rate);
const measure = (seconds: number[], claimed: string[] = []) =>
  measureFrameTiming({ seconds, lastDurationSeconds: 0.04 }, claimed);
const milliseconds = (seconds: number[]) => seconds.map(time => Math.round(time * 1000) / 1000);
const NTSC = 30_000 / 1001;

describe('rate', () => {
  test.each([
    ['25 fps', times(25, 500), '25/1'],
    ['29.97 fps', times(NTSC, 500), '30000/1001'],
    ['29.97 fps in milliseconds, claimed as 30', milliseconds(times(NTSC, 900)), '30000/1001'],
    ['59.94 fps in milliseconds', milliseconds(times(60_000 / 1001, 1200)), '60000/1001'],
    ['two seconds of 23.976', milliseconds(times(24_000 / 1001, 48)), '24000/1001'],
    ['a rate of its own', times(17.5, 300), '35/2'],
    ['out of order, as decoded', times(25, 500).sort((a, b) => Math.sin(a) - Math.sin(b)), '25/1'],
    ['a few frames lost', times(25, 500).filter((_, frame) => frame % 50 !== 7), '25/1'],
  ])('%s', (_, seconds, rate) => {
    expect(measure(seconds, ['30/1', '35/2'])).toMatchObject({ rate, variable: false });
  });

  test.each([
    [
      'every third frame now and then',
      times(30, 600).filter((_, n) => n % 300 < 150 || n % 3 === 0),
      '30/1',
    ],
    ['long still pictures', [0, 0.04, 0.08, 5, 5.04, 5.08, 30], '25/1'],
    ['a single picture', [0.5], '25/1'],
  ])('variable: %s', (_, seconds, rate) => {
    expect(measure(seconds)).toMatchObject({ rate, variable: true });
  });

  test('no picture at all', () => {
    expect(measure([])).toBeUndefined();
  });
});

test('a first picture out of step does not count, and the grid is that of the others', () => {
  const others = times(25, 100, 0.0614);
  const timing = measure([0, ...others]);
  expect(timing).toMatchObject({ rate: '25/1', variable: false });
  expect(timing?.startSeconds).toBeCloseTo(0.0214, 9);
  expect(timing?.endSeconds).toBeCloseTo(4.0614, 9);
  // Of three pictures, one is a third.
  expect(measure([0, 5, 5.04])).toMatchObject({ variable: true, startSeconds: 0 });
});

test('the last frame counts', () => {
  expect(measure(times(25, 50, 1))?.endSeconds).toBeCloseTo(3, 9);
  expect(measure([0, 0.04, 5])?.endSeconds).toBeCloseTo(5.04, 9);
});

describe('grid', () => {
  const video = { frame_rate: '30000/1001', variable_frame_rate: false, start_seconds: 1.021 };
  const grid = frameGrid({
    ...video,
    codec: '',
    width: 2,
    height: 2,
    rotation: 0,
    pixel_format: '',
  });

  test('keeps the phase of the first frame', () => {
    expect(timeOfFrame(grid, frameAt(grid, 1.021))).toBeCloseTo(1.021, 6);
    expect(grid.originSeconds).toBeLessThan(1 / NTSC);
  });

  test('snaps outwards, and leaves alone what is on it', () => {
    for (const frame of [0, 1, 29, 100_000]) {
      const on = timeOfFrame(grid, frame);
      expect(snapDown(grid, on)).toBe(on);
      expect(snapUp(grid, on)).toBe(on);
      expect(snapDown(grid, on + 0.02)).toBe(on);
      expect(snapUp(grid, on + 0.02)).toBe(timeOfFrame(grid, frame + 1));
    }
  });

  test.each(['0/0', '', 'x', '-5/1', '30/0'])('%j is no rate', text => {
    expect(parseFrameRate(text)).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { copyTasks, sampleCopies } from '#src/media/render/check/check-copies.ts';
import { frameTotal } from '#src/media/timeline/spans.ts';

const FPS = 25;
const grid = { frames: FPS, seconds: 1, originSeconds: 0 };

test('of a short recording everything that was copied is decoded', () => {
  const copied = [
    { from: 10, to: 210 },
    { from: 300, to: 800 },
  ];
  expect(sampleCopies(copied, FPS)).toEqual(copied);
});

test('of a long one half a minute, from the first to the last', () => {
  const copied = [
    { from: 100, to: 30_100 },
    { from: 40_000, to: 41_000 },
  ];
  const windows = sampleCopies(copied, FPS);
  expect(frameTotal(windows)).toBe(30 * FPS);
  expect(windows[0]).toEqual({ from: 100, to: 225 });
  expect(windows.at(-1)?.to).toBe(41_000);
});

test('windows end with their copy', () => {
  const copied = Array.from({ length: 400 }, (_, at) => ({ from: at * 60, to: at * 60 + 30 }));
  for (const { from, to } of sampleCopies(copied, FPS)) {
    expect(copied.some(span => span.from <= from && to <= span.to)).toBe(true);
    expect(to).toBeGreaterThan(from);
  }
});

test.each([
  [125, undefined],
  [124, '124 of 125 frames from frame 50'],
])('%d frames decoded', async (count, fault) => {
  const ports = { countFrames: async () => [count] };
  const tasks = copyTasks(ports, { grid, target: 'result' }, [{ from: 50, to: 175 }]);
  expect(await Promise.all(tasks.map(task => task(new AbortController().signal)))).toEqual([fault]);
});

import { expect, test } from 'vitest';
import type { Check } from '#src/media/render/check/check.ts';
import { copyChecks, sampleCopies } from '#src/media/render/check/check-copies.ts';
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
  [125, []],
  [124, ['124 of 125 frames from frame 50']],
])('%d frames decoded', async (count, faults) => {
  const ports = { countFrames: async () => [count] };
  // Cast: of a render and its result, decoding copies uses no more than these.
  const check = { render: { ports }, result: { path: 'result' } } as unknown as Check;
  const tasks = copyChecks(check, grid, [{ from: 50, to: 175 }]);
  const { signal } = new AbortController();
  expect(await Promise.all(tasks.map(task => task(signal)))).toEqual([faults]);
});

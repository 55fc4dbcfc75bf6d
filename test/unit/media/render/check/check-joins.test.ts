import { expect, test } from 'vitest';
import type { Check } from '#src/media/render/check/check.ts';
import { joinChecks } from '#src/media/render/check/check-joins.ts';

const GRID = { frames: 25, seconds: 1, originSeconds: 0 };
const { signal } = new AbortController();

/** How many windows each engine was given, of eight joins. */
async function windowsOf(frames: number) {
  const sizes: number[] = [];
  const joins = Array.from({ length: 8 }, (_, index) => 1000 * (index + 1));
  const countFrames = async ({ windows }: { windows: readonly unknown[] }) => {
    sizes.push(windows.length);
    return windows.map(() => 24);
  };
  const result = { path: 'result.mp4' };
  // Cast: of a render and its result, decoding joins uses no more than these.
  const check = { render: { ports: { countFrames } }, result } as unknown as Check;
  const tasks = joinChecks(check, { grid: GRID, frames }, joins);
  const faults = await Promise.all(tasks.map(task => task(signal)));
  expect(faults.flat()).toEqual([]);
  return sizes;
}

test('joins are decoded several at a time, but one by one where an index is large', async () => {
  expect(await windowsOf(20_000)).toEqual([4, 4]);
  expect(await windowsOf(200_000)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

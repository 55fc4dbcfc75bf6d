import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inSlices } from '../../../src/kernel/in-slices.ts';

test('a long list is done whole, and never more than ten at once', async () => {
  const done: number[] = [];
  let most = 0;
  let active = 0;
  await inSlices(
    Array.from({ length: 95 }, (_, at) => at),
    async at => {
      active += 1;
      most = Math.max(most, active);
      await setImmediate();
      active -= 1;
      done.push(at);
    },
  );
  expect(most).toBe(10);
  expect(done.sort((a, b) => a - b)).toHaveLength(95);
});

test('a failure is told after all others had their turn', async () => {
  const done: number[] = [];
  const act = async (at: number) => {
    if (at === 2) throw new Error('two');
    done.push(at);
  };
  const list = Array.from({ length: 25 }, (_, at) => at);
  await expect(inSlices(list, act)).rejects.toThrow('two');
  expect(done).toHaveLength(24);
});

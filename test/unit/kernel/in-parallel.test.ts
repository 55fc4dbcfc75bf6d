import { expect, test } from 'vitest';
import { inParallel } from '#src/kernel/in-parallel.ts';

const { signal } = new AbortController();
const after = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

test('results come in the order of the jobs, whichever ends first', async () => {
  const jobs = [9, 1, 4].map(wait => async () => {
    await after(wait);
    return wait;
  });
  expect(await inParallel(2, signal, jobs)).toEqual([9, 1, 4]);
});

test('the first failure stops the others, and is thrown', async () => {
  const reasons: unknown[] = [];
  const waits = (stop: AbortSignal) =>
    new Promise<void>(resolve => {
      stop.addEventListener('abort', () => {
        reasons.push(stop.reason);
        resolve();
      });
    });
  const failure = new Error('lost');
  const never = async () => {
    throw new Error('begun');
  };
  const run = inParallel(2, signal, [waits, () => Promise.reject(failure), never]);
  await expect(run).rejects.toBe(failure);
  expect(reasons).toEqual([failure]);
});

test('an outer stop is thrown as such', async () => {
  const outer = new AbortController();
  const run = inParallel(1, outer.signal, [async () => outer.abort(new Error('cancelled'))]);
  await expect(run).rejects.toThrow('cancelled');
});

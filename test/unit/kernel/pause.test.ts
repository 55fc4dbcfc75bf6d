import { expect, test } from 'vitest';
import { pauses } from '../../../src/kernel/pause.ts';

/** Adds up for a second at the most, in rounds of about a millisecond. */
async function calculate(signal: AbortSignal) {
  const pause = pauses(signal);
  for (let round = 0; round < 1000; round++) {
    const end = performance.now() + 1;
    while (performance.now() < end);
    await pause();
  }
}

test('a cancel comes through, and its reason goes on', async () => {
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(new Error('cancelled')), 1);
  await expect(calculate(cancel.signal)).rejects.toThrow('cancelled');
});

test('without a cancel it comes to its end', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  await calculate(new AbortController().signal);
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(1);
});

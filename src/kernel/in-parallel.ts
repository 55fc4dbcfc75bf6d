import pLimit from 'p-limit';

type Job = (signal: AbortSignal) => Promise<void>;

/**
 * Runs as many jobs side by side as there are cores. The first failure stops the others: nobody
 * waits for parts of a lost whole.
 */
export async function inParallel(cores: number, outer: AbortSignal, jobs: readonly Job[]) {
  const limit = pLimit(cores);
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const runs = jobs.map(job =>
    limit(async () => {
      signal.throwIfAborted();
      await job(signal);
    }).catch(error => {
      stop.abort(error);
      throw error;
    }),
  );
  const results = await Promise.allSettled(runs);
  outer.throwIfAborted();
  if (stop.signal.aborted) throw stop.signal.reason;
  return results;
}

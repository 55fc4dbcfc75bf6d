import pLimit from 'p-limit';

type Job<Result> = (signal: AbortSignal) => Promise<Result>;

/**
 * Runs as many jobs side by side as there are cores, and returns their results in order. The first
 * failure stops the others: nobody waits for parts of a lost whole.
 */
export async function inParallel<Result>(
  cores: number,
  outer: AbortSignal,
  jobs: readonly Job<Result>[],
): Promise<Result[]> {
  const limit = pLimit(cores);
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const runs = jobs.map(job =>
    limit(async () => {
      signal.throwIfAborted();
      return job(signal);
    }).catch(error => {
      stop.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(runs);
  outer.throwIfAborted();
  if (stop.signal.aborted) throw stop.signal.reason;
  return Promise.all(runs);
}

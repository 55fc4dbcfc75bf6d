import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MILLISECONDS = 50;

/**
 * Runs something and returns the most memory that all processes started by it held together, in
 * MB. What they share, such as the engine's libraries, is counted once.
 */
export async function withPeakMemory<T>(run: () => Promise<T>) {
  const stop = new AbortController();
  let peak = 0;
  const watch = async () => {
    while (!stop.signal.aborted) {
      peak = Math.max(peak, await startedMegabytes());
      await sleep(EVERY_MILLISECONDS);
    }
  };
  const watching = watch();
  try {
    const result = await run();
    return { result, megabytes: () => peak };
  } finally {
    stop.abort();
    await watching;
  }
}

async function startedMegabytes() {
  const children = await childrenOfAll();
  const started: number[] = [];
  for (const queue = [process.pid]; queue.length > 0; ) {
    const own = children.get(queue.shift() ?? 0) ?? [];
    started.push(...own);
    queue.push(...own);
  }
  const sizes = await Promise.all(started.map(id => numberIn(`${id}/smaps_rollup`, 'Pss')));
  return sizes.reduce((sum, kilobytes) => sum + kilobytes / 1024, 0);
}

async function childrenOfAll() {
  const ids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(ids.map(id => numberIn(`${id}/status`, 'PPid')));
  return Map.groupBy(ids, (_, index) => parents[index]);
}

/** Zero for a process that has just ended. */
async function numberIn(file: string, name: string) {
  const text = await readFile(`/proc/${file}`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

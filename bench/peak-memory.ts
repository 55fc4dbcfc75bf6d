import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MILLISECONDS = 200;

/** Runs something and answers the most memory that this process's engines held together, in MB. */
export async function withPeakMemory<T>(run: () => Promise<T>) {
  const stop = new AbortController();
  let peak = 0;
  const watch = async () => {
    while (!stop.signal.aborted) {
      peak = Math.max(peak, await childrenMegabytes());
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

async function childrenMegabytes() {
  const names = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const statuses = await Promise.all(
    names.map(name => readFile(`/proc/${name}/status`, 'utf8').catch(() => '')),
  );
  const own = statuses.filter(status => numberIn(status, 'PPid') === process.pid);
  return own.reduce((sum, status) => sum + numberIn(status, 'VmRSS') / 1024, 0);
}

const numberIn = (status: string, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { S3ObjectEvent } from '#local/emulators/s3/server.ts';
import { s3Client } from './support.ts';

export type ChildServer = Awaited<ReturnType<typeof startChildServer>>;

/** A server that can be killed. Its events are kept in a file below its folder. */
export async function startChildServer(dataDir: string, { deliver = true } = {}) {
  const eventsFile = join(dataDir, 'events.jsonl');
  const program = join(import.meta.dirname, 'server-process.ts');
  const child = spawn(
    process.execPath,
    [program, JSON.stringify({ dataDir, eventsFile, deliver })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout });
  const [endpoint] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The server ended with ${code}.`);
    }),
  ]);
  const client = s3Client(endpoint);
  return {
    endpoint: String(endpoint),
    client,
    events: async () => {
      const text = await readFile(eventsFile, 'utf8').catch(() => '');
      return text.split('\n').flatMap((line): S3ObjectEvent[] => (line ? [JSON.parse(line)] : []));
    },
    /** The most memory that the process ever held, in MiB, as the kernel counts it. */
    peakMemoryMiB: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
    },
    kill: async () => {
      client.destroy();
      const exited = once(child, 'exit');
      if (child.kill('SIGKILL')) await exited;
    },
  };
}

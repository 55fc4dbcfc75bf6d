import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

const START_TIMEOUT_MS = 10_000;

export type DynamoDbProcess = {
  endpoint: string;
  /** When it has ended, by itself or not. */
  ended: Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Starts dynoxide, a DynamoDB in one static binary, on a file (kept) or in memory. It answers pages
 * of every origin, and no option forbids it; so it is where no page finds it, and `gate.ts` leads
 * there. Two processes on one file would corrupt it without complaint: the caller holds the lock.
 */
export async function startDynamoDb(options: { databaseFile?: string } = {}) {
  const host = hiddenHost();
  const port = await freePort(host);
  const storage: string[] = [];
  if (options.databaseFile) {
    await mkdir(dirname(options.databaseFile), { recursive: true });
    storage.push('--db-path', options.databaseFile);
  }
  const child = spawn(binary(), ['--host', host, '--port', String(port), ...storage], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  await listening(child);
  return {
    endpoint: `http://${host}:${port}`,
    ended,
    stop: () => stop(child),
  } satisfies DynamoDbProcess;
}

function binary() {
  const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
  return join(dirname(manifest), 'dynoxide');
}

/** It says so on stderr, which is drained afterwards so that the pipe never fills. */
function listening(child: ChildProcess) {
  return new Promise<void>((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`DynamoDB did not start: ${said}`)),
      START_TIMEOUT_MS,
    );
    const failed = (reason: unknown) => {
      clearTimeout(timer);
      reject(new Error(`DynamoDB did not start (${String(reason)}): ${said}`));
    };
    child.once('error', failed);
    child.once('exit', failed);
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
      if (!/listening/i.test(said)) return;
      clearTimeout(timer);
      child.removeListener('exit', failed);
      resolve();
    });
  });
}

function stop(child: ChildProcess) {
  return new Promise<void>(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** One of 16 million addresses of the loopback network: with the port too many to try them all. */
const hiddenHost = () => `127.${[1, 2, 3].map(() => randomInt(1, 255)).join('.')}`;

/** A port that was free a moment ago on that address. */
function freePort(host: string) {
  return new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type GateRequest, startGate } from '../emulators/dynamodb/gate.ts';
import { type DynamoDbProcess, startDynamoDb } from '../emulators/dynamodb/process.ts';
import { fileError } from '../emulators/wire/kept-file.ts';
import type { Callers } from '../emulators/wire/local-callers.ts';
import type { LoopbackServer } from '../emulators/wire/loopback-server.ts';
import { identify, isAlive, type ProcessIdentity } from './ecs/process-identity.ts';

/** A full disk lasts: asking more often would only fill the log. */
const RESTART_PAUSE_MS = 1000;

export type DynamoDbOptions = {
  databaseFile: string;
  /** One that runs already. */
  endpoint: string | undefined;
  port: number;
  check: (request: GateRequest) => void;
  log: (line: string) => void;
  callers: Callers;
};

/** The embedded DynamoDB on a file, or one that runs already, behind a gate. */
export async function openDynamoDb(options: DynamoDbOptions): Promise<LoopbackServer> {
  // The gate comes first: its port may be taken, and then nothing else has begun.
  let target = () => '';
  const gate = await startGate({ ...options, target: () => target() });
  try {
    const behind = await openBehind(options);
    target = behind.endpoint;
    const stop = async () => {
      await gate.stop();
      await behind.stop();
    };
    return { endpoint: gate.endpoint, stop };
  } catch (error) {
    await gate.stop();
    throw error;
  }
}

type Behind = { endpoint: () => string; stop: () => Promise<void> };

async function openBehind({ databaseFile, endpoint, log }: DynamoDbOptions): Promise<Behind> {
  if (endpoint) return { endpoint: () => endpoint, stop: async () => undefined };
  await endHolders(databaseFile);
  return supervise(() => startDynamoDb({ databaseFile }), log).catch(error => {
    throw fileError(databaseFile, error);
  });
}

/** One that dies is started again. Meanwhile its clients are told to try again. */
async function supervise(start: () => Promise<DynamoDbProcess>, log: (line: string) => void) {
  let current = await start();
  const stopping = new AbortController();
  const { signal } = stopping;
  const keep = async () => {
    while (!signal.aborted) {
      await current.ended;
      if (signal.aborted) return;
      log('DynamoDB has ended; it is started again.');
      await restart();
    }
  };
  const restart = async () => {
    while (!signal.aborted) {
      try {
        current = await start();
        return;
      } catch (error) {
        log(String(error));
        await delay(RESTART_PAUSE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  const kept = keep();
  const stop = async () => {
    stopping.abort();
    await current.stop();
    await kept;
    await current.stop();
  };
  return { endpoint: () => current.endpoint, stop };
}

/**
 * A cloud that is killed leaves its DynamoDB behind, and two on one file would corrupt it. The
 * caller holds the lock of the folder, so whoever else has the file open is left over.
 */
async function endHolders(databaseFile: string) {
  const holders = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && holds(name, databaseFile))
    .flatMap(name => identify(Number(name)) ?? []);
  for (const { pid } of holders) process.kill(pid, 'SIGKILL');
  await Promise.all(holders.map(gone));
}

function holds(pid: string, databaseFile: string) {
  try {
    const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return program.endsWith('/dynoxide') && args[args.indexOf('--db-path') + 1] === databaseFile;
  } catch {
    return false;
  }
}

async function gone(holder: ProcessIdentity) {
  while (isAlive(holder)) await delay(5);
}

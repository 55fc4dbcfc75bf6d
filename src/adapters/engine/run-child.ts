import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { engineEnvironment } from '../engine-environment.ts';
import { endChild } from './end-child.ts';
import type { Limits } from './limits.ts';
import { watchChild } from './watch-child.ts';

/** Linux ends the engine with its parent, so that a killed worker leaves nothing running. */
const GUARD = '/usr/bin/setpriv';
const guarded = existsSync(GUARD) ? [GUARD, '--pdeathsig', 'KILL', '--'] : [];

/** Lines kept of what the engine says: enough for a diagnosis, bounded for hours of complaints. */
const KEPT_LINES = 400;

type Consume = (stream: Readable) => Promise<void>;

export type ChildRun = {
  program: string;
  args: readonly string[];
  signal: AbortSignal;
  limits: Limits;
  /** Consumers of the engine's output pipes, by file descriptor; 2 is its log. */
  outputs?: Readonly<Record<number, Consume | undefined>>;
  /** Of these, pipes that talk all the time, whether or not the work goes on. */
  idlePipes?: readonly number[];
  /** How far the engine says it is, in any unit. */
  reported?: () => number;
  input?: (stdin: Writable) => Promise<void>;
  onLogLine?: (line: string) => void;
  /** The error for a run that failed, from its cause and its last log lines. */
  toError: (cause: unknown, log: readonly string[]) => Error;
};

/**
 * Runs a program to its end and returns its last log lines. Throws what `toError` makes of a
 * failure, `engine_failed` past its limits, or the signal's reason; its whole process group is gone
 * by then.
 */
export async function runChild(run: ChildRun): Promise<string[]> {
  run.signal.throwIfAborted();
  const [command = run.program, ...args] = [...guarded, run.program, ...run.args];
  const child = spawn(command, args, {
    stdio: stdioOf(run),
    detached: true,
    env: engineEnvironment(),
  });
  const ended = endOf(child);
  const stop = new AbortController();
  const end = () => stop.abort();
  run.signal.addEventListener('abort', end, { once: true });
  let overdue: string | undefined;
  const unwatch = watchChild(child, run, why => {
    overdue = why;
    end();
  });
  const log: string[] = [];
  const work = Promise.all([ended, ...pipeWork(child, ended, run, log)]);
  try {
    await Promise.race([work, rejectWhen(stop.signal)]);
    return log;
  } catch (error) {
    await endChild(child, ended);
    run.signal.throwIfAborted();
    if (overdue) throw new StageError('engine_failed', { detail: `${run.program}: ${overdue}` });
    throw run.toError(error, log);
  } finally {
    unwatch();
    run.signal.removeEventListener('abort', end);
  }
}

const rejectWhen = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

function stdioOf({ outputs = {}, input }: ChildRun) {
  const last = Math.max(2, ...Object.keys(outputs).map(Number));
  return Array.from({ length: last + 1 }, (_, descriptor) => {
    const used = descriptor === 0 ? input : descriptor === 2 || outputs[descriptor];
    return used ? 'pipe' : 'ignore';
  });
}

/** Settles when all pipes are closed, too: what the engine said last is then read. */
const endOf = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`exit ${code ?? signal}`));
    });
  });

function pipeWork(child: ChildProcess, ended: Promise<void>, run: ChildRun, log: string[]) {
  const pipes: readonly unknown[] = child.stdio;
  const reads = Object.entries(run.outputs ?? {}).flatMap(([descriptor, consume]) => {
    const stream = pipes[Number(descriptor)];
    return consume && stream instanceof Readable ? [consume(stream)] : [];
  });
  const writes = run.input && child.stdin ? [feed(child.stdin, run.input, ended)] : [];
  return [
    ...reads,
    ...writes,
    ...(child.stderr ? [collect(child.stderr, log, run.onLogLine)] : []),
  ];
}

async function feed(stdin: Writable, input: NonNullable<ChildRun['input']>, ended: Promise<void>) {
  // Writers get the error too; without a listener it would end this process.
  stdin.on('error', () => undefined);
  try {
    await input(stdin);
  } catch (error) {
    // A broken pipe only says that the engine ended first: its exit code says why.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return ended;
    throw error;
  }
}

async function collect(stderr: Readable, log: string[], onLogLine?: (line: string) => void) {
  for await (const line of createInterface({ input: stderr })) {
    onLogLine?.(line);
    // What is said of every tenth of a second would push out what went wrong.
    if (line.includes('[verbose]')) continue;
    log.push(line);
    if (log.length > KEPT_LINES) log.shift();
  }
}

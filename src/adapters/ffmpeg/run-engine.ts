import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { engineEnvironment } from '../engine-environment.ts';
import { engineError } from './engine-error.ts';

/** Linux ends the engine with its parent, so that a killed worker leaves nothing running. */
const GUARD = '/usr/bin/setpriv';
const guarded = existsSync(GUARD) ? [GUARD, '--pdeathsig', 'KILL', '--'] : [];

/** Lines kept of what the engine says: enough for a diagnosis, bounded for hours of complaints. */
const KEPT_LINES = 400;

type Consume = (stream: Readable) => Promise<void>;

export type EngineRun = {
  program: string;
  args: readonly string[];
  signal: AbortSignal;
  /** Consumers of the engine's output pipes, by file descriptor; 2 is its log. */
  outputs?: Readonly<Record<number, Consume | undefined>>;
  input?: (stdin: Writable) => Promise<void>;
  onLogLine?: (line: string) => void;
};

/**
 * Runs ffmpeg or ffprobe to its end and answers its last log lines. Throws what the log means, or
 * the signal's reason after ending the whole process group.
 */
export async function runEngine(run: EngineRun): Promise<string[]> {
  run.signal.throwIfAborted();
  const [command = run.program, ...args] = [...guarded, run.program, ...run.args];
  const child = spawn(command, args, {
    stdio: stdioOf(run),
    detached: true,
    env: engineEnvironment(),
  });
  const kill = () => killGroup(child);
  run.signal.addEventListener('abort', kill, { once: true });
  const log: string[] = [];
  const ended = endOf(child);
  try {
    await Promise.all([ended, ...pipeWork(child, ended, run, log)]);
    return log;
  } catch (error) {
    kill();
    await ended.catch(() => undefined);
    run.signal.throwIfAborted();
    throw engineError(error, log);
  } finally {
    run.signal.removeEventListener('abort', kill);
  }
}

function stdioOf({ outputs = {}, input }: EngineRun) {
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

function pipeWork(child: ChildProcess, ended: Promise<void>, run: EngineRun, log: string[]) {
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

async function feed(stdin: Writable, input: NonNullable<EngineRun['input']>, ended: Promise<void>) {
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

function killGroup({ pid, exitCode }: ChildProcess) {
  if (pid === undefined || exitCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself in the same moment.
  }
}

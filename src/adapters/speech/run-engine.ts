import { spawn } from 'node:child_process';
import { StageError } from '../../pipeline/stage-error.ts';

const TRIES = 2;
const DETAIL_CHARACTERS = 1000;

/**
 * Runs a program to its end and gives what it printed. A crash is tried once more. Throws
 * `engine_failed` with the end of its log; an aborted signal kills it at once.
 */
export async function runEngine(command: string, args: readonly string[], signal: AbortSignal) {
  let failure = '';
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { code, killedBy, stdout, stderr } = await run(command, args, signal);
    if (code === 0) return stdout;
    failure = `${command} ended with ${killedBy ?? code}: ${stderr}`;
  }
  throw new StageError('engine_failed', { detail: failure });
}

type Ended = { code: number | null; killedBy: string | null; stdout: string; stderr: string };

function run(command: string, args: readonly string[], signal: AbortSignal) {
  return new Promise<Ended>((resolve, reject) => {
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { stdio, signal, killSignal: 'SIGKILL' });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-DETAIL_CHARACTERS);
    });
    child.once('error', error => reject(signal.aborted ? signal.reason : missing(command, error)));
    child.once('close', (code, killedBy) => resolve({ code, killedBy, stdout, stderr }));
  });
}

const missing = (command: string, cause: Error) =>
  new StageError('engine_failed', {
    detail: `${command} cannot be started: ${cause.message}`,
    cause,
  });

import type { ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { endChild } from './end-child.ts';

export type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const Answer = z.union([
  z.object({ id: z.int(), result: z.unknown() }),
  z.object({ id: z.int(), error: z.string(), refused: z.boolean() }),
]);
export type Answer = z.infer<typeof Answer>;

/** Of what it prints beside its answers, enough for a diagnosis. */
const KEPT_LINES = 20;

/** The answers of a child, by the ids of their requests; all fail when it ends, before `closed` settles. */
export function readAnswers(child: Child, name: string) {
  const waiting = new Map<number, (answer: Answer | StageError) => void>();
  const log = keptLines(child.stderr);
  let isGone = false;
  const end = (why: string) => {
    isGone = true;
    const detail = [`${name}: ${why}`, ...log].join('\n');
    for (const settle of waiting.values()) settle(new StageError('engine_failed', { detail }));
  };
  child.once('error', error => end(error.message));
  const closed = new Promise<void>(resolve => {
    // All pipes are closed then: what it said last is in the log.
    child.once('close', (code, signal) => {
      end(`ended with ${code ?? signal}`);
      resolve();
    });
  });
  createInterface({ input: child.stdout }).on('line', line => {
    const answer = Answer.safeParse(parseJson(line)).data;
    // After what is no answer nobody knows which request it is at.
    if (answer) waiting.get(answer.id)?.(answer);
    else void endChild(child, closed);
  });
  return { waiting, closed, isGone: () => isGone };
}

function keptLines(stderr: Readable): string[] {
  const lines: string[] = [];
  createInterface({ input: stderr }).on('line', line => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
  });
  return lines;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

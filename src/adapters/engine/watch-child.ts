import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Limits } from './limits.ts';

type Watched = {
  limits: Limits;
  /** Pipes that talk all the time, whether or not the work goes on. */
  idlePipes?: readonly number[];
  /** How far the child says it is. */
  reported?: () => number;
};

/** Ticks per stall: it is noticed at most so much of it too late. */
const TICKS = 8;
/** The longest time that a timer can be set to. */
const MOST_MS = 2 ** 31 - 1;

/**
 * Calls `onOverdue` with the reason once a child has made no progress for too long, or is past its
 * deadline. Returns what ends the watch.
 */
export function watchChild(
  child: ChildProcess,
  { limits, idlePipes = [], reported = () => 0 }: Watched,
  onOverdue: (why: string) => void,
): () => void {
  const { deadlineSeconds, stallSeconds } = limits;
  const pipes = socketsOf(child, idlePipes);
  const progress = () =>
    [bytesRead(child), reported(), ...pipes.map(pipe => pipe.bytesRead + pipe.bytesWritten)].join();
  let [last, silentTicks] = ['', 0];
  const tick = () => {
    const now = progress();
    silentTicks = now === last && !waitsForUs(child, pipes) ? silentTicks + 1 : 0;
    last = now;
    if (silentTicks >= TICKS) onOverdue(`no progress for ${stallSeconds.toFixed(0)} s`);
  };
  const ticking = setInterval(tick, (stallSeconds * 1000) / TICKS);
  const late = () => onOverdue(`not done after ${deadlineSeconds.toFixed(0)} s`);
  const deadline = setTimeout(late, Math.min(MOST_MS, deadlineSeconds * 1000));
  return () => {
    clearInterval(ticking);
    clearTimeout(deadline);
  };
}

function socketsOf(child: ChildProcess, idlePipes: readonly number[]): Socket[] {
  const pipes: readonly unknown[] = child.stdio;
  // What a child complains of is no progress.
  const idle = new Set([2, ...idlePipes]);
  return pipes.filter((pipe, descriptor): pipe is Socket => {
    return pipe instanceof Socket && !idle.has(descriptor);
  });
}

/** Its input is empty, or what it wrote is not taken: it can do nothing about that. */
function waitsForUs({ stdin }: ChildProcess, pipes: readonly Socket[]) {
  const hungry = stdin && !stdin.writableEnded && !stdin.destroyed && stdin.writableLength === 0;
  return hungry || pipes.some(pipe => pipe !== stdin && pipe.readableLength > 0);
}

/**
 * What the kernel has counted for each thread: an engine that looks for its first picture tells
 * nothing else. Not for the process, whose count would grow with every child that it starts.
 */
function bytesRead({ pid }: ChildProcess): string {
  const threads = `/proc/${pid}/task`;
  try {
    return readdirSync(threads)
      .map(thread => countOf(`${threads}/${thread}/io`))
      .join();
  } catch {
    // It has just ended, or this is no Linux.
    return '';
  }
}

const countOf = (path: string) => /^rchar: (\d+)$/m.exec(readFileSync(path, 'utf8'))?.[1] ?? '';

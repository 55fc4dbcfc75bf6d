import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** How a child is told, and for how many seconds it is waited for then. */
const STEPS = [
  // It may finish what it writes; some never answer.
  ['SIGTERM', 2],
  // A process that the kernel keeps, such as at a disk that hangs, is left behind.
  ['SIGKILL', 10],
] as const;

/**
 * Ends a child that leads a group, with all that it started: asks, then kills. `closed` settles when
 * it has ended and its pipes are closed. Returns once all of it is gone, or given up.
 */
export async function endChild({ pid }: ChildProcess, closed: Promise<unknown>) {
  if (pid === undefined) return;
  const gone = closed.then(
    () => true,
    () => true,
  );
  if (!(await Promise.race([gone, delay(0, false)]))) await tell(pid, gone);
  // What it started may outlive it, and hold none of its pipes.
  signalGroup(pid, 'SIGKILL');
}

async function tell(pid: number, gone: Promise<boolean>) {
  for (const [name, seconds] of STEPS) {
    signalGroup(pid, name);
    // Once it is gone, nothing of ours waits for this clock.
    if (await Promise.race([gone, delay(seconds * 1000, false, { ref: false })])) return;
  }
}

function signalGroup(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(-pid, name);
  } catch {
    // All of it ended by itself in the same moment.
  }
}

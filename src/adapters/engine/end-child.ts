import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** For an engine to finish what it writes; some never answer. */
const GRACE_SECONDS = 2;
/** A process that the kernel keeps, such as at a disk that hangs, is left behind. */
const GIVE_UP_SECONDS = 10;

/** Ends a child with all that it started: asks, then kills. Returns once it is gone, or given up. */
export async function endChild(child: ChildProcess, ended: Promise<void>) {
  const gone = ended.then(
    () => true,
    () => true,
  );
  if (await Promise.race([gone, delay(0, false)])) return;
  for (const [name, seconds] of STEPS) {
    signalGroup(child, name);
    if (await Promise.race([gone, delay(seconds * 1000, false)])) return;
  }
}

const STEPS = [
  ['SIGTERM', GRACE_SECONDS],
  ['SIGKILL', GIVE_UP_SECONDS],
] as const;

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals) {
  if (pid === undefined) return;
  try {
    // Also where the child itself has ended: what it started may hold its pipes open.
    process.kill(-pid, name);
  } catch {
    // All of it ended by itself in the same moment.
  }
}

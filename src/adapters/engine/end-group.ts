import type { ChildProcess } from 'node:child_process';

/** Time to end by itself. It writes nothing, so there is nothing to save. */
const GRACE_MS = 2000;

/** Ends a child that leads a group, with all that it started; gently first. Settles once it is gone. */
export async function endGroup(child: ChildProcess, graceMs = GRACE_MS): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
  signalGroup(pid, 'SIGTERM');
  const force = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(force);
  // What it started may outlive it.
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself in the same moment.
  }
}

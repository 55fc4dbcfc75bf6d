import { readdirSync, readFileSync } from 'node:fs';

/**
 * A process id is used again after its process ended. With the start time, in clock ticks since
 * the machine came up, and the id of that boot it names one process for ever.
 */
export type ProcessIdentity = { pid: number; startTicks: string; bootId: string };

type Status = { pid: number; state: string; session: number; startTicks: string };

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** Undefined when the process has already gone. */
export function identify(pid: number): ProcessIdentity | undefined {
  const status = statusOf(pid);
  return status && { pid, startTicks: status.startTicks, bootId: bootId() };
}

export function isAlive(identity: ProcessIdentity) {
  const status = statusOf(identity.pid);
  return (
    status !== undefined &&
    status.state !== 'Z' &&
    status.startTicks === identity.startTicks &&
    identity.bootId === bootId()
  );
}

/**
 * Kills what is left of a session that `identity` once led, and nothing else. While a member
 * lives the system does not give the leader's id to another process.
 */
export function killSession(identity: ProcessIdentity, signal: NodeJS.Signals = 'SIGKILL') {
  if (identity.bootId !== bootId()) return 0;
  const leader = statusOf(identity.pid);
  if (leader && leader.startTicks !== identity.startTicks) return 0;
  const members = allProcesses().filter(
    ({ session, state, startTicks }) =>
      session === identity.pid &&
      state !== 'Z' &&
      BigInt(startTicks) >= BigInt(identity.startTicks),
  );
  for (const { pid } of members) send(pid, signal);
  return members.length;
}

function send(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime.
  }
}

const allProcesses = () =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => statusOf(Number(name)) ?? []);

function statusOf(pid: number): Status | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may itself hold spaces and parentheses.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state = '', , , session = ''] = fields;
    const startTicks = fields[19] ?? '';
    return { pid, state, session: Number(session), startTicks };
  } catch {
    return undefined;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { endChild } from '#src/adapters/engine/end-child.ts';

/** Runs a script that prints the number of what it started, and what that process is now. */
async function started(script: string) {
  const child = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const closed = once(child, 'close');
  const [pid] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, closed, isRunning: () => isRunning(Number(pid)) };
}

/** What waits for its parent to look at it runs no more. */
function isRunning(pid: number) {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => (exitCode ?? signalCode) !== null;

const DEAF = `trap '' TERM;`;
const GOES_ON = 'while :; do sleep 1; done';

test.each([
  { name: 'answers', script: `sleep 60 & echo $!; ${GOES_ON}` },
  { name: 'is deaf', script: `${DEAF} sleep 60 & echo $!; ${GOES_ON}` },
  { name: 'leaves what holds its pipes', script: `(${DEAF} ${GOES_ON}) & echo $!; ${GOES_ON}` },
  {
    name: 'leaves what holds none of its pipes',
    script: `(${DEAF} ${GOES_ON}) <&- >/dev/null 2>&1 & echo $!; ${GOES_ON}`,
  },
  {
    name: 'has ended, but not all that it started',
    script: `(${DEAF} ${GOES_ON}) <&- >/dev/null 2>&1 & echo $!`,
  },
])('a child that $name is gone with all of it', async ({ script }) => {
  const { child, closed, isRunning } = await started(script);
  if (!script.endsWith(GOES_ON)) await closed;
  expect(isRunning()).toBe(true);
  await endChild(child, closed);
  expect(hasEnded(child)).toBe(true);
  await expect.poll(isRunning).toBe(false);
});

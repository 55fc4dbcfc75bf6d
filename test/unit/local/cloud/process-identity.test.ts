import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { identify, isAlive, killSession } from '../../../../local/cloud/ecs/process-identity.ts';

function startSession() {
  // A leader with a child of its own, as a container with an engine.
  const child = spawn('/bin/sh', ['-c', 'sleep 60 & echo $!; wait'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const pid = child.pid ?? 0;
  return { child, pid, stdout: child.stdout };
}

test('a process is known by more than its id', () => {
  const mine = identify(process.pid);
  expect(mine && isAlive(mine)).toBe(true);
  expect(mine && isAlive({ ...mine, startTicks: '1' })).toBe(false);
  expect(mine && isAlive({ ...mine, bootId: 'before' })).toBe(false);
  expect(identify(2 ** 22 + 1)).toBeUndefined();
});

test('kills a session with all that is in it, and none that only has its id', async () => {
  const { child, pid, stdout } = startSession();
  const [line] = await once(stdout, 'data');
  const engine = identify(Number(String(line)));
  const leader = identify(pid);
  if (!leader || !engine) throw new Error('It did not start.');
  expect(killSession({ ...leader, startTicks: '1' })).toBe(0);
  expect(killSession({ ...leader, bootId: 'before' })).toBe(0);
  expect(isAlive(leader)).toBe(true);
  expect(killSession(leader)).toBe(2);
  await once(child, 'exit');
  await expect.poll(() => isAlive(engine)).toBe(false);
});

test('kills what a dead leader left behind', async () => {
  const { child, pid, stdout } = startSession();
  const [line] = await once(stdout, 'data');
  const engine = identify(Number(String(line)));
  const leader = identify(pid);
  if (!leader || !engine) throw new Error('It did not start.');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(engine)).toBe(true);
  expect(killSession(leader)).toBe(1);
  await expect.poll(() => isAlive(engine)).toBe(false);
});

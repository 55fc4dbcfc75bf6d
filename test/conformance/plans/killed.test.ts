import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usageRepository } from '../../../src/adapters/dynamodb/plans/usage-repository.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';
import { startTable } from '../../support/table.ts';
import { tablePorts } from '../../support/table-ports.ts';

let started: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  started = await startTable();
});
afterAll(() => started.stop());

/** Runs the process until it has said so many lines, then kills it; without a number to its end. */
async function act(what: 'start' | 'finish', ids: readonly string[], linesUntilKill?: number) {
  const script = `${import.meta.dirname}/start-runs.ts`;
  const child = spawn(process.execPath, [script, started.endpoint, what, ...ids]);
  let lines = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    lines += chunk.toString().split('\n').length - 1;
    if (linesUntilKill !== undefined && lines >= linesUntilKill) child.kill('SIGKILL');
  });
  const [code, signal] = await once(child, 'close');
  expect(linesUntilKill === undefined ? code : signal).toBe(
    linesUntilKill === undefined ? 0 : 'SIGKILL',
  );
}

/** What a crash leaves is whole: a task with its reservation, or neither. */
test('usage is exact after processes that started and ended runs were killed', async () => {
  const ports = tablePorts(started.table);
  const workspaceId = newWorkspaceId();
  const recordings = Array.from({ length: 40 }, () => sampleRecording({ workspaceId }));
  await Promise.all(recordings.map(recording => ports.recordings.insert(recording)));
  const ids = [workspaceId, ...recordings.map(({ recordingId }) => recordingId)];
  const usage = () => usageRepository(started.table).find(workspaceId, 'recordings', '202311');

  await act('start', ids, 3);
  const waiting = await ports.tasks.listQueued(workspaceId);
  expect(await usage()).toMatchObject({ used: waiting.length, reserved: waiting.length });
  expect(waiting.length).toBeGreaterThanOrEqual(3);
  await act('start', ids);
  expect(await usage()).toMatchObject({ used: 10, reserved: 10 });
  expect(await ports.tasks.listQueued(workspaceId)).toHaveLength(10);

  await act('finish', ids, 2);
  await act('finish', ids);
  const { items } = await ports.tasks.list(workspaceId, { limit: 100 });
  const done = items.filter(({ status }) => status === 'SUCCEEDED').length;
  expect(items.map(({ status }) => status)).not.toContain('QUEUED');
  expect(await usage()).toMatchObject({ used: done, reserved: 0 });
  expect(await ports.stuck.openReservations(Number.MAX_SAFE_INTEGER)).toEqual([]);
}, 60_000);

import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { cancelTask } from '../../../../src/pipeline/tasks/cancel-task.ts';
import { taskKey } from '../../../../src/pipeline/tasks/task.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

test.each(['QUEUED', 'RUNNING'] as const)(
  'a task that is %s is marked, and its run is asked to be stopped',
  async status => {
    const it = memoryPorts({ task: { status } });
    const key = taskKey(it.run);
    const cancelled = await cancelTask(it.ports)(key);
    expect(cancelled).toMatchObject({ status, cancelRequestedAt: it.ports.clock(), version: 2 });
    expect(it.sent).toEqual([{ command: 'cancel', ...key }]);
    await cancelTask(it.ports)(key);
    expect(it.sent).toHaveLength(2);
  },
);

test.each(['SUCCEEDED', 'FAILED', 'CANCELLED'] as const)(
  'a task that is %s cannot be cancelled any more',
  async status => {
    const it = memoryPorts({ task: { status } });
    const cancelled = cancelTask(it.ports)(taskKey(it.run));
    await expect(cancelled).rejects.toMatchObject({ code: 'conflict' });
    expect(it.sent).toEqual([]);
    expect(it.task.cancelRequestedAt).toBeUndefined();
  },
);

test('unknown and foreign tasks are not found', async () => {
  const it = memoryPorts();
  const key = taskKey(it.run);
  for (const change of [{ taskId: newId('task') }, { workspaceId: newWorkspaceId() }]) {
    const cancelled = cancelTask(it.ports)({ ...key, ...change });
    await expect(cancelled).rejects.toMatchObject({ code: 'not_found' });
  }
  expect(it.sent).toEqual([]);
});

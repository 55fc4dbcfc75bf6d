import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { stopTask } from '../../../../src/pipeline/tasks/stop-task.ts';
import { taskKey } from '../../../../src/pipeline/tasks/task.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

test('the run is stopped, then task and recording end', async () => {
  const it = memoryPorts({ recording: { status: 'PREPARING' }, task: { cancelRequestedAt: 5 } });
  await it.ports.runs.start(it.run);
  const order: string[] = [];
  const runs = {
    stop: async (run: typeof it.run) => {
      order.push(`stop, with the task ${it.task.status}`);
      await it.ports.runs.stop(run);
    },
  };
  const stop = stopTask({ ...it.ports, runs });
  await stop(taskKey(it.run));
  expect(order).toEqual(['stop, with the task RUNNING']);
  expect(await it.ports.runs.state(it.run)).toBe('ended');
  expect(it.ended).toEqual([{ task: 'CANCELLED', status: 'DOWNLOADED' }]);
  expect(it.recording.activeTaskId).toBeUndefined();
  await stop(taskKey(it.run));
  expect(it.ended).toHaveLength(1);
});

test('a task that never began ends, too', async () => {
  const it = memoryPorts({ task: { status: 'QUEUED', cancelRequestedAt: 5 } });
  await stopTask(it.ports)(taskKey(it.run));
  expect(it.task.status).toBe('CANCELLED');
  expect(it.recording.status).toBe('DOWNLOADED');
});

test('an unknown task stops nothing', async () => {
  const it = memoryPorts();
  await it.ports.runs.start(it.run);
  await stopTask(it.ports)({ ...taskKey(it.run), taskId: newId('task') });
  expect(await it.ports.runs.state(it.run)).toBe('running');
  expect(it.sent).toEqual([]);
});

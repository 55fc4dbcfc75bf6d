import { expect, test } from 'vitest';
import { startTask } from '../../../../src/pipeline/tasks/start-task.ts';
import { idlePorts, memoryPorts } from '../../../support/fakes/memory-ports.ts';

test.each([
  { name: 'an upload', recording: { status: 'DOWNLOADING' as const }, code: 'upload_incomplete' },
  { name: 'an expired one', recording: { status: 'EXPIRED' as const }, code: 'illegal_transition' },
])('$name cannot be processed: $code', async ({ recording, code }) => {
  const it = idlePorts(recording);
  const tasks = { ...it.ports.tasks, enqueue: async () => false };
  const start = startTask({ ...it.ports, tasks, newTaskId: () => 'tsk_2' });
  await expect(start(it.subject)).rejects.toMatchObject({ code });
});

test('a repeat under one operation answers the task of the first try', async () => {
  const it = memoryPorts();
  const tasks = { ...it.ports.tasks, enqueue: async () => false };
  const start = startTask({ ...it.ports, tasks, newTaskId: () => 'tsk_2' });
  const { taskId } = it.run;
  expect((await start(it.subject, { taskId })).taskId).toBe(taskId);
});

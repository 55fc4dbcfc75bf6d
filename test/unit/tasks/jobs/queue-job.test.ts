import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { queueJob } from '../../../../src/tasks/jobs/queue-job.ts';
import { memoryJobs } from '../../../support/fakes/memory/jobs.ts';
import { memoryStore } from '../../../support/fakes/memory/store.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

test('where the message cannot be sent the job is there, for the sweeper to find', async () => {
  const store = memoryStore();
  const send = async () => Promise.reject(new Error('no queue'));
  const queue = queueJob({ ...memoryJobs(store), jobCommands: { send }, clock: () => 5 });
  const taskId = newId('task');
  const order = { kind: 'bulk' as const, taskId, order: {}, ids: ['a'], requestId: 'asked' };
  await expect(queue(newWorkspaceId(), order)).rejects.toThrow('no queue');
  expect(store.tasks.get(taskId)).toMatchObject({ status: 'QUEUED', requestId: 'asked' });
  expect(await memoryJobs(store).jobs.listOpen()).toMatchObject([{ taskId }]);
});

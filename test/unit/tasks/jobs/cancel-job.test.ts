import { expect, test } from 'vitest';
import { cancelJob } from '../../../../src/tasks/jobs/cancel-job.ts';
import { memoryEnginePorts } from '../../../support/fakes/memory/engine-ports.ts';
import { memoryJobs } from '../../../support/fakes/memory/jobs.ts';
import { memoryStore } from '../../../support/fakes/memory/store.ts';
import { sampleJob } from '../../../support/sample-job.ts';

test('a job ends at once, and once', async () => {
  const store = memoryStore();
  const task = sampleJob(['a']);
  store.tasks.set(task.taskId, task);
  const { tasks } = memoryEnginePorts(store);
  const cancel = cancelJob({ ...memoryJobs(store), tasks, clock: () => 7 });
  const key = { workspaceId: task.subject.workspaceId, taskId: task.taskId };
  expect(await cancel(key)).toMatchObject({ status: 'CANCELLED', finishedAt: 7 });
  await expect(cancel(key)).rejects.toMatchObject({ code: 'conflict' });
});

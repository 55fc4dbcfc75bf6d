import { expect, test } from 'vitest';
import type { JobCommand } from '../../../../src/tasks/jobs/ports.ts';
import { sweepJobs } from '../../../../src/tasks/jobs/sweep-jobs.ts';
import { memoryEnginePorts } from '../../../support/fakes/memory/engine-ports.ts';
import { memoryJobs } from '../../../support/fakes/memory/jobs.ts';
import { memoryStore } from '../../../support/fakes/memory/store.ts';
import { sampleJob } from '../../../support/sample-job.ts';

test.each([
  { name: 'nobody worked on for ten minutes', touchedAt: 0, woken: 1 },
  { name: 'somebody works on', touchedAt: 1, woken: 0 },
])('a job that $name is woken $woken times', async ({ touchedAt, woken }) => {
  const store = memoryStore();
  const task = sampleJob(['a'], { touchedAt });
  store.tasks.set(task.taskId, task);
  const { tasks } = memoryEnginePorts(store);
  const sent: JobCommand[] = [];
  const jobCommands = { send: async (command: JobCommand) => void sent.push(command) };
  await sweepJobs({ ...memoryJobs(store), tasks, jobCommands, clock: () => 600_000 })();
  expect(sent).toHaveLength(woken);
});

import { expect, test } from 'vitest';
import { admitTasks } from '../../../../src/pipeline/tasks/admit-tasks.ts';
import type { Task } from '../../../../src/pipeline/tasks/task.ts';
import { planLimits } from '../../../../src/plans/limits.ts';
import { newWorkspaceId, sampleRecording, sampleTask } from '../../../support/samples.ts';

test.each([
  { plan: { plan: 'free' as const }, starts: 1 },
  { plan: { plan: 'plus' as const }, starts: 2 },
  { plan: { plan: 'free' as const, customConcurrentTasks: 0 }, starts: 0 },
])('$plan starts $starts of three', async ({ plan, starts }) => {
  const queue = [1, 2, 3].map(() => sampleTask(sampleRecording()));
  const started: Task[] = [];
  let taken = 0;
  await admitTasks({
    tasks: {
      listQueued: async () => queue,
      admit: async (_task, limit) => {
        if (taken >= limit) return 'full';
        taken += 1;
        return 'admitted';
      },
    },
    limits: planLimits({ find: async () => plan }),
    runs: { start: async task => void started.push(task as Task) },
    clock: () => 0,
  })(newWorkspaceId());
  expect(started).toEqual(queue.slice(0, starts));
});

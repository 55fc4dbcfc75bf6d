import type { Clock } from '../../kernel/clock.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Limits, Runs, Tasks } from '../ports.ts';
import { taskKey } from './task.ts';

type Deps = {
  tasks: Pick<Tasks, 'listQueued' | 'admit'>;
  limits: Limits;
  runs: Pick<Runs, 'start'>;
  clock: Clock;
};

/**
 * Starts the oldest waiting tasks of a workspace, as many as its plan has free slots. A crash
 * between the slot and the start is mended by the sweeper: the slot names the task.
 */
export const admitTasks =
  ({ tasks, limits, runs, clock }: Deps) =>
  async (workspaceId: WorkspaceId) => {
    const [queued, limit] = await Promise.all([
      tasks.listQueued(workspaceId),
      limits.find(workspaceId),
    ]);
    for (const task of queued) {
      const answer = await tasks.admit(taskKey(task), limit.tasks, clock());
      if (answer === 'full') return;
      if (answer === 'admitted') await runs.start(task);
    }
  };

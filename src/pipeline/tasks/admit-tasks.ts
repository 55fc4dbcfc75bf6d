import type { Clock } from '../../kernel/clock.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import { concurrentTasks } from '../../plans/plans.ts';
import type { Subscriptions } from '../../plans/ports.ts';
import type { Runs, Tasks } from '../ports.ts';

type Deps = {
  tasks: Pick<Tasks, 'listQueued' | 'admit'>;
  subscriptions: Subscriptions;
  runs: Pick<Runs, 'start'>;
  clock: Clock;
};

/**
 * Starts the oldest waiting tasks of a workspace, as many as its plan has free slots. A crash
 * between the slot and the start is mended by the sweeper: the slot names the task.
 */
export const admitTasks =
  ({ tasks, subscriptions, runs, clock }: Deps) =>
  async (workspaceId: WorkspaceId) => {
    const [queued, subscription] = await Promise.all([
      tasks.listQueued(workspaceId),
      subscriptions.find(workspaceId),
    ]);
    for (const task of queued) {
      const answer = await tasks.admit(task, concurrentTasks(subscription), clock());
      if (answer === 'full') return;
      if (answer === 'admitted') await runs.start(task);
    }
  };

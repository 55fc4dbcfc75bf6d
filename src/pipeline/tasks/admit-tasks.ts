import type { Clock } from '../../kernel/clock.ts';
import type { TaskId, WorkspaceId } from '../../kernel/ids.ts';
import type { Limits, Runs, Tasks } from '../ports.ts';
import { type Task, taskKey } from './task.ts';

type Deps = {
  tasks: Pick<Tasks, 'find' | 'listQueued' | 'admit'>;
  limits: Limits;
  runs: Pick<Runs, 'start'>;
  /** Of all workspaces together. */
  maxRunningTasks: number;
  clock: Clock;
};

/**
 * Starts the oldest waiting tasks of a workspace, as many as its plan and the account have free
 * slots. A crash between the slot and the start is mended by the sweeper: the slot names the task.
 */
export const admitTasks =
  ({ tasks, limits, runs, maxRunningTasks, clock }: Deps) =>
  async (workspaceId: WorkspaceId, justQueued?: TaskId) => {
    const [listed, fresh, limit] = await Promise.all([
      tasks.listQueued(workspaceId),
      justQueued && tasks.find({ workspaceId, taskId: justQueued }),
      limits.find(workspaceId),
    ]);
    const queued = fresh ? withFresh(listed, fresh) : listed;
    const slots = { workspace: limit.tasks, account: maxRunningTasks };
    for (const task of queued) {
      const answer = await tasks.admit(taskKey(task), slots, clock());
      if (answer === 'full') return;
      if (answer === 'admitted') await runs.start(task);
    }
  };

/** It came last, so it comes last. */
const withFresh = (listed: readonly Task[], fresh: Task) => [
  ...listed.filter(({ taskId }) => taskId !== fresh.taskId),
  fresh,
];

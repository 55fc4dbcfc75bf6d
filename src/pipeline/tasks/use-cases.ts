import type { Clock } from '../../kernel/clock.ts';
import type { UseCases } from '../../kernel/http/use-cases.ts';
import type { Commands, Tasks } from '../ports.ts';
import { cancelTask } from './cancel-task.ts';
import { getTask } from './get-task.ts';
import type { taskRoutes } from './routes.ts';
import { taskView } from './task-view.ts';

export type TaskDeps = {
  tasks: Tasks;
  commands: Commands;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
};

/** What each route of tasks does, in the API's own words. */
export function taskUseCases(deps: TaskDeps): UseCases<typeof taskRoutes> {
  const { tasks, clock } = deps;
  return {
    listTasks: async ({ workspaceId }, page) => {
      const { items, cursor } = await tasks.list(workspaceId, page);
      return { items: items.map(task => taskView(task, clock())), cursor };
    },
    getTask: async ({ workspaceId }, { task_id, wait, seen }) => {
      const options = { waitSeconds: wait, seenVersion: seen };
      const { task, queuePlace } = await getTask(deps)(workspaceId, task_id, options);
      return taskView(task, clock(), queuePlace);
    },
    cancelTask: async ({ workspaceId }, { task_id }) =>
      taskView(await cancelTask(deps)(workspaceId, task_id), clock()),
  };
}

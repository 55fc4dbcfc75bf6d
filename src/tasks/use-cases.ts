import type { Clock } from '../kernel/clock.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import type { Commands, Tasks } from '../pipeline/ports.ts';
import { cancelTask } from '../pipeline/tasks/cancel-task.ts';
import type { TaskKey } from '../pipeline/tasks/task.ts';
import { getTask } from './get-task.ts';
import { cancelJob } from './jobs/cancel-job.ts';
import { listItems } from './jobs/list-items.ts';
import type { JobItems, Jobs } from './jobs/ports.ts';
import { listTasks } from './list-tasks.ts';
import type { taskRoutes } from './routes.ts';
import { taskView } from './task-view.ts';

export type TaskDeps = {
  tasks: Tasks;
  commands: Commands;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  jobs: Pick<Jobs, 'end'>;
  items: Pick<JobItems, 'find'>;
};

/** What each route of tasks does, in the names of the API. */
export const taskUseCases = (deps: TaskDeps): UseCases<typeof taskRoutes> => ({
  listTasks: ({ workspaceId }, { limit, cursor, ...filter }) =>
    listTasks(deps)(workspaceId, filter, { limit, cursor }),
  getTask: async ({ workspaceId }, { task_id, wait, seen }) => {
    const options = { waitSeconds: wait, seenVersion: seen };
    const { task, queuePlace } = await getTask(deps)({ workspaceId, taskId: task_id }, options);
    return taskView(task, deps.clock(), queuePlace);
  },
  cancelTask: async ({ workspaceId }, { task_id }) =>
    taskView(await cancel(deps, { workspaceId, taskId: task_id }), deps.clock()),
  listTaskItems: ({ workspaceId }, { task_id: taskId, limit, cursor }) =>
    listItems(deps)({ workspaceId, taskId }, { limit, cursor }),
});

async function cancel(deps: TaskDeps, key: TaskKey) {
  const task = await deps.tasks.find(key);
  return task?.job ? cancelJob(deps)(key) : cancelTask(deps)(key);
}

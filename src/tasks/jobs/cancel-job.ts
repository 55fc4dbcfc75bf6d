import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Tasks } from '../../pipeline/ports.ts';
import type { Task, TaskKey } from '../../pipeline/tasks/task.ts';
import type { Jobs } from './ports.ts';

type Deps = { tasks: Pick<Tasks, 'find'>; jobs: Pick<Jobs, 'end'>; clock: Clock };

/**
 * Ends a job at once: items that nobody came to are left alone, and tasks that were started for others
 * go on, each to be cancelled by itself.
 */
export const cancelJob =
  ({ tasks, jobs, clock }: Deps) =>
  async (key: TaskKey): Promise<Task> => {
    const ended = await jobs.end(key, { status: 'CANCELLED' }, clock());
    if (!ended) throw new AppError('conflict', 'The task has already ended.');
    const task = await tasks.find(key);
    if (!task) throw new AppError('not_found', 'No such task.');
    return task;
  };

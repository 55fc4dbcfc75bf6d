import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Commands, Tasks } from '../ports.ts';
import type { Task, TaskKey } from './task.ts';

export type CancelDeps = {
  tasks: Pick<Tasks, 'find' | 'requestCancel'>;
  commands: Commands;
  clock: Clock;
};

/**
 * Marks a task as cancelled, which its stages notice within a second, and asks for the run to be
 * stopped.
 */
export const cancelTask =
  ({ tasks, commands, clock }: CancelDeps) =>
  async (key: TaskKey): Promise<Task> => {
    const task = await tasks.find(key);
    if (!task) throw new AppError('not_found', 'No such task.');
    const marked = await tasks.requestCancel(key, clock());
    if (!marked) throw new AppError('conflict', 'The task has already ended.');
    await commands.send({ command: 'cancel', ...key });
    return (await tasks.find(key)) ?? task;
  };

import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Commands, Runs, Tasks } from '../ports.ts';
import { type FinishDeps, finishTask } from './finish-task.ts';
import type { Task } from './task.ts';

type Deps = { tasks: Pick<Tasks, 'find' | 'requestCancel'>; commands: Commands; clock: Clock };

/**
 * Marks a task as cancelled, which its stages notice within a second, and asks for the run to be
 * stopped.
 */
export const cancelTask =
  ({ tasks, commands, clock }: Deps) =>
  async (workspaceId: WorkspaceId, taskId: string): Promise<Task> => {
    const task = await tasks.find(workspaceId, taskId);
    if (!task) throw new AppError('not_found', 'No such task.');
    const marked = await tasks.requestCancel(workspaceId, taskId, clock());
    if (!marked) throw new AppError('conflict', 'The task has already ended.');
    await commands.send({ command: 'cancel', workspaceId, taskId });
    return (await tasks.find(workspaceId, taskId)) ?? task;
  };

type StopDeps = FinishDeps & { runs: Pick<Runs, 'stop'> };

/** The second half of a cancel: stops the run, then ends task and recording. Safe to repeat. */
export const stopTask =
  (deps: StopDeps) =>
  async (workspaceId: WorkspaceId, taskId: string): Promise<void> => {
    const task = await deps.tasks.find(workspaceId, taskId);
    if (!task) return;
    await deps.runs.stop(taskId);
    await finishTask(deps)(task);
  };

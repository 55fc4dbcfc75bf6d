import type { Runs } from '../ports.ts';
import { type FinishDeps, finishTask } from './finish-task.ts';
import type { TaskKey } from './task.ts';

export type StopDeps = FinishDeps & { runs: Pick<Runs, 'stop'> };

/** The second half of a cancel: stops the run, then ends task and subject. Safe to repeat. */
export const stopTask =
  (deps: StopDeps) =>
  async (key: TaskKey): Promise<void> => {
    const task = await deps.tasks.find(key);
    if (!task) return;
    await deps.runs.stop(task);
    await finishTask(deps)(task);
  };

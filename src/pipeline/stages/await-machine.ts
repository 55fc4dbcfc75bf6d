import type { Tasks } from '../ports.ts';
import { type RunKey, taskKey } from '../tasks/task.ts';
import { StageError } from './stage-error.ts';

/** Writes down that a stage has no machine yet; its worker takes that back when it begins. */
export const awaitMachine =
  ({ tasks }: { tasks: Pick<Tasks, 'setWaiting'> }) =>
  async (run: RunKey, stage: string): Promise<void> => {
    if (!(await tasks.setWaiting(taskKey(run), stage, true))) throw new StageError('cancelled');
  };

import type { Tasks } from '../ports.ts';
import { type RunKey, taskKey, type Worker, workerName } from '../tasks/task.ts';
import { StageError } from './stage-error.ts';

type Deps = { tasks: Pick<Tasks, 'setWaiting'> };

/** Writes down that a worker has no machine yet; it takes that back when it begins. */
export const awaitMachine =
  ({ tasks }: Deps) =>
  async (run: RunKey, worker: Worker): Promise<void> => {
    const waits = await tasks.setWaiting(taskKey(run), workerName(worker), true);
    if (!waits) throw new StageError('cancelled');
  };

/** The worker has begun: it waits no more, whatever becomes of those of other parts. */
export const foundMachine =
  ({ tasks }: Deps) =>
  async (run: RunKey, worker: Worker): Promise<void> => {
    await tasks.setWaiting(taskKey(run), workerName(worker), false);
  };

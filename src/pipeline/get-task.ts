import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { WorkspaceId } from '../platform/ids.ts';
import type { Tasks } from './ports.ts';
import { isOver, type Task } from './task.ts';

type Deps = {
  tasks: Pick<Tasks, 'find' | 'listQueued'>;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
};

type Options = { waitSeconds: number; seenVersion?: number | undefined };

/** Often enough to feel live; one small consistent read each. */
const LOOK_EVERY_MS = 250;

/** A task, at once or as soon as it changes from the version that the client has seen. */
export const getTask =
  ({ tasks, clock, sleep }: Deps) =>
  async (workspaceId: WorkspaceId, taskId: string, { waitSeconds, seenVersion }: Options) => {
    const until = clock() + waitSeconds * 1000;
    let task = await find();
    const seen = seenVersion ?? task.version;
    while (task.version <= seen && !isOver(task) && clock() + LOOK_EVERY_MS <= until) {
      await sleep(LOOK_EVERY_MS);
      task = await find();
    }
    return { task, queuePlace: await queuePlace(task) };

    async function find() {
      const found = await tasks.find(workspaceId, taskId);
      if (!found) throw new AppError('not_found', 'No such task.');
      return found;
    }

    async function queuePlace({ status }: Task) {
      if (status !== 'QUEUED') return null;
      const place = (await tasks.listQueued(workspaceId)).findIndex(row => row.taskId === taskId);
      return place < 0 ? null : place + 1;
    }
  };

import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Tasks } from '../pipeline/ports.ts';
import { inOrder } from '../pipeline/tasks/fair-share.ts';
import { isOver, type Task, type TaskKey } from '../pipeline/tasks/task.ts';

type Deps = {
  tasks: Pick<Tasks, 'find' | 'listQueued'>;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
};

type Options = { waitSeconds: number; seenVersion?: number | undefined };

/** Often enough to feel live; one small consistent read each. */
const LOOK_EVERY_MS = 200;

/** A client that asks again at once stays far below its rate limit, and its bar still moves. */
const PROGRESS_EVERY_MS = 2000;

/**
 * A task, at once or as soon as it changes from the version that the client has seen. The end is
 * told the moment it comes, mere progress after two seconds of waiting.
 */
export const getTask =
  ({ tasks, clock, sleep }: Deps) =>
  async (key: TaskKey, { waitSeconds, seenVersion }: Options) => {
    const began = clock();
    let task = await find();
    const first = task;
    const seen = seenVersion ?? first.version;
    while (!isNews(clock() - began) && clock() + LOOK_EVERY_MS <= began + waitSeconds * 1000) {
      await sleep(LOOK_EVERY_MS);
      task = await find();
    }
    return { task, queuePlace: await queuePlace(task) };

    function isNews(waitedMs: number) {
      if (isOver(task) || task.status !== first.status) return true;
      return task.version > seen && waitedMs >= Math.min(PROGRESS_EVERY_MS, waitSeconds * 1000);
    }

    async function find() {
      const found = await tasks.find(key);
      if (!found) throw new AppError('not_found', 'No such task.');
      return found;
    }

    async function queuePlace({ status }: Task) {
      if (status !== 'QUEUED') return null;
      const queued = inOrder(await tasks.listQueued(key.workspaceId));
      const place = queued.findIndex(row => row.taskId === key.taskId);
      return place < 0 ? null : place + 1;
    }
  };

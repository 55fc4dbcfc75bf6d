import type { Clock } from '../../kernel/clock.ts';
import { AppError, STATUS } from '../../kernel/errors.ts';
import type { Tasks } from '../../pipeline/ports.ts';
import { isOver, type TaskKey } from '../../pipeline/tasks/task.ts';
import type {
  ItemResult,
  JobCommands,
  JobHandler,
  JobItem,
  JobItems,
  Jobs,
  JobTask,
} from './ports.ts';

export type WorkJobDeps = {
  tasks: Pick<Tasks, 'find'>;
  jobs: Pick<Jobs, 'touch' | 'end'>;
  items: Pick<JobItems, 'list' | 'put'>;
  handlers: Readonly<Record<string, JobHandler>>;
  jobCommands: JobCommands;
  clock: Clock;
};

/** Between two looks at whether it was cancelled. */
const AT_ONCE = 10;

/** Half of what the function may take: the rest is for the next message. */
const TURN_MS = 30_000;

/** What a call that can be made again may be refused with, and no fault of the item. */
const isFault = (error: unknown) => !(error instanceof AppError) || STATUS[error.code] >= 500;

/**
 * Works on a job for a while and asks for more. Each item is settled by one row, and repeated where a
 * crash came before it: handlers find what they began. An item that fails stops no other; one that
 * fails for a fault of ours is tried with the next delivery, and given up with the last.
 */
export const workJob =
  (deps: WorkJobDeps) =>
  async (key: TaskKey, { isLastTry }: { isLastTry: boolean }): Promise<void> => {
    const { tasks, jobs, items, jobCommands, clock } = deps;
    const turnEndsAt = clock() + TURN_MS;
    const known = new Map((await items.list(key)).map(item => [item.id, item]));
    const faults: unknown[] = [];
    const faulty = new Set<string>();
    for (;;) {
      const task = await tasks.find(key);
      if (!hasJob(task) || isOver(task)) return;
      const open = task.job.ids.filter(id => !isSettled(known.get(id)));
      if (open.length === 0) return void (await jobs.end(key, { status: 'SUCCEEDED' }, clock()));
      if (clock() > task.job.deadlineAt) return giveUp(deps, key);
      const next = open.filter(id => !faulty.has(id)).slice(0, AT_ONCE);
      if (next.length === 0) throw faults[0];
      if (clock() > turnEndsAt) return jobCommands.send({ command: 'work', ...key });
      for (const id of next) await settle(task, id);
      await jobs.touch(key, countsOf(known), clock());
    }

    async function settle(task: JobTask, id: string) {
      try {
        const item = { id, ...(await resultOf(deps, task, known.get(id) ?? { id }, isLastTry)) };
        await items.put(key, item);
        known.set(id, item);
      } catch (error) {
        faults.push(error);
        faulty.add(id);
      }
    }
  };

const hasJob = (task: unknown): task is JobTask =>
  typeof task === 'object' && task !== null && 'job' in task && task.job !== undefined;

const isSettled = (item: JobItem | undefined) => item !== undefined && item.status !== 'begun';

function countsOf(known: ReadonlyMap<string, JobItem>) {
  const settled = [...known.values()].filter(isSettled);
  return {
    done: settled.length,
    failed: settled.filter(({ status }) => status === 'failed').length,
  };
}

/** Refusals that say no more than that an item is not in the state for it. */
const SKIPS = ['conflict', 'illegal_transition', 'upload_incomplete', 'expired'];

async function resultOf(
  { handlers, items }: WorkJobDeps,
  task: JobTask,
  item: { id: string; status?: string },
  isLastTry: boolean,
): Promise<ItemResult> {
  const { subject, taskId } = task;
  const handler = handlers[subject.kind];
  if (!handler) throw new TypeError(`Nothing knows jobs of the kind ${subject.kind}.`);
  const key = { workspaceId: subject.workspaceId, taskId };
  const begin = () => items.put(key, { id: item.id, status: 'begun' });
  try {
    return await handler(task, item.id, { hasBegun: item.status === 'begun', begin });
  } catch (error) {
    if (isFault(error) && !isLastTry) throw error;
    return failureOf(error);
  }
}

/** The words of a refusal; never those of a fault. */
export function failureOf(error: unknown): ItemResult {
  if (!(error instanceof AppError) || isFault(error)) {
    const reason = 'Something went wrong on our side. Ask for it again.';
    return { status: 'failed', code: 'internal', reason };
  }
  const { code, message, errors = [] } = error;
  const fields = errors.map(({ path, message: why }) => ` ${path}: ${why}`).join('');
  const status = SKIPS.includes(code) ? 'skipped' : 'failed';
  return { status, code, reason: message + fields };
}

async function giveUp({ jobs, clock }: WorkJobDeps, key: TaskKey) {
  const reason = 'It was not done within a day. Ask for the rest again.';
  const failure = { stage: 'items', code: 'expired', reason };
  await jobs.end(key, { status: 'FAILED', failure }, clock());
}

import type { Clock } from '../../kernel/clock.ts';
import type { TaskId, WorkspaceId } from '../../kernel/ids.ts';
import type { JobKind } from '../../pipeline/tasks/job.ts';
import type { JobCommands, Jobs, JobTask } from './ports.ts';

export type QueueJobDeps = { jobs: Pick<Jobs, 'insert'>; jobCommands: JobCommands; clock: Clock };

type Order = {
  kind: JobKind;
  /** Names the operation, so that a repeat makes no second job. */
  taskId: TaskId;
  order: Record<string, unknown>;
  ids: readonly string[];
  requestId: string;
};

/** As long as nobody could still want it. */
const DEADLINE_MS = 24 * 3600 * 1000;

/**
 * Queues a task over many items. All that it needs is in its one row, so a crash leaves the whole job
 * or none; where the message is lost the sweeper wakes it.
 */
export const queueJob =
  ({ jobs, jobCommands, clock }: QueueJobDeps) =>
  async (
    workspaceId: WorkspaceId,
    { kind, taskId, order, ids, requestId }: Order,
  ): Promise<JobTask> => {
    const now = clock();
    const task: JobTask = {
      subject: { workspaceId, kind, id: taskId },
      ...{ taskId, status: 'QUEUED', progress: {}, version: 1, createdAt: now, requestId },
      job: {
        ...{ order, ids: [...ids], done: 0, failed: 0 },
        ...{ touchedAt: now, deadlineAt: now + DEADLINE_MS },
      },
    };
    await jobs.insert(task);
    await jobCommands.send({ command: 'work', workspaceId, taskId });
    return task;
  };

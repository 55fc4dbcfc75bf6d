import type { Id, TaskId, WorkspaceId } from '../../kernel/ids.ts';
import type { Failure } from '../../pipeline/failure.ts';
import type { Job } from '../../pipeline/tasks/job.ts';
import type { Task, TaskKey } from '../../pipeline/tasks/task.ts';

/** A task with its items. */
export type JobTask = Task & { job: Job };

/** What became of one item. */
export type ItemResult =
  /** A task of its own goes on with it. */
  | { status: 'started'; taskId: TaskId }
  | { status: 'done' }
  /** Nothing was done: what it is in does not allow it, or it could not work. */
  | { status: 'skipped' | 'failed'; code: string; reason: string };

/** As stored; `begun` before something that cannot be told afterwards whether it was done. */
export type JobItem = { id: string } & (ItemResult | { status: 'begun' });

export type JobItems = {
  /** Of items that nobody came to there is nothing. */
  list: (key: TaskKey) => Promise<JobItem[]>;
  find: (key: TaskKey, ids: readonly string[]) => Promise<JobItem[]>;
  put: (key: TaskKey, item: JobItem) => Promise<void>;
};

type Counts = Pick<Job, 'done' | 'failed'>;
export type JobEnd = { status: 'SUCCEEDED' | 'CANCELLED' } | { status: 'FAILED'; failure: Failure };

export type Jobs = {
  /** False, and nothing written, if there is one of this id. */
  insert: (task: JobTask) => Promise<boolean>;
  /** Running, and so far; false once it is over. */
  touch: (key: TaskKey, counts: Counts, now: number) => Promise<boolean>;
  /** False if it was over. */
  end: (key: TaskKey, end: JobEnd, now: number) => Promise<boolean>;
  /** Those of all workspaces that are not over. */
  listOpen: () => Promise<TaskKey[]>;
};

/** Asks for a job to be worked on: delivered at least once. */
export type JobCommand = { command: 'work'; workspaceId: WorkspaceId; taskId: Id<'task'> };
export type JobCommands = { send: (command: JobCommand) => Promise<void> };

export type Beginning = {
  /** By somebody who died over it. */
  hasBegun: boolean;
  /** Writes down that it begins. */
  begin: () => Promise<void>;
};

/** What the items of a kind are for. Safe to repeat for an item that nobody wrote a result of. */
export type JobHandler = (task: JobTask, id: string, beginning: Beginning) => Promise<ItemResult>;

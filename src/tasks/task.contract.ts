import * as z from 'zod';
import { listQuery } from '../kernel/http/list-query.ts';
import { idSchema } from '../kernel/ids.ts';
import { JOB_KINDS } from '../pipeline/tasks/job.ts';
import { TASK_STATUSES } from '../pipeline/tasks/task.ts';
import { STAGE_NAMES } from '../pipelines/recording.ts';

const TaskId = idSchema('task', 'A task id: tsk_ and 26 characters.');
const RecordingId = z.string();
const Time = z.iso.datetime();

/** What tasks are about: a run over one thing, or many things one after another. */
export const TASK_KINDS = ['recording', ...JOB_KINDS] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** Why something failed, as the API shows it. */
export const FailureView = z.strictObject({
  stage: z.string(),
  code: z.string(),
  reason: z.string(),
});

/** What running work may wait for. */
export const WaitingFor = z.literal(['machine']);

/** A task as the API shows it. */
export const TaskView = z.strictObject({
  task_id: TaskId,
  kind: z.literal(TASK_KINDS),
  /** What it works on; null where it sees to many: `GET …/items`. */
  recording_id: RecordingId.nullable(),
  status: z.literal(TASK_STATUSES),
  /** 0 to 100; 100 only once it has succeeded. */
  progress: z.int().min(0).max(100),
  /** Progress 0 to 100 of each stage that has begun. */
  stages: z.partialRecord(z.literal(STAGE_NAMES), z.number()),
  /** Of a task that sees to many: how many there are, are settled, and failed. */
  items: z.strictObject({ total: z.int(), done: z.int(), failed: z.int() }).nullable(),
  /** Seconds until the end at the pace so far. */
  estimate_seconds: z.int().nullable(),
  /** Place in the queue of the workspace, from 1. */
  queue_place: z.int().nullable(),
  /** Why the work rests: AWS has no machine for it at the moment. */
  waiting_for: WaitingFor.nullable(),
  cancel_requested: z.boolean(),
  failure: FailureView.nullable(),
  /** Of the call that asked for it: what to tell us when something is wrong. */
  request_id: z.string().nullable(),
  /** Grows with every change. */
  version: z.int(),
  created_at: Time,
  started_at: Time.nullable(),
  finished_at: Time.nullable(),
});
export type TaskView = z.infer<typeof TaskView>;

export const TaskParams = z.strictObject({ task_id: TaskId });

export const GetTaskQuery = z.strictObject({
  /** Wait up to this long for a change, so that a client need not poll. */
  wait: z.coerce.number().int().min(0).max(20).default(0),
  /** The version that the client has; a newer one is answered at once. */
  seen: z.coerce.number().int().min(0).optional(),
});

export const TaskItemView = z.strictObject({
  recording_id: idSchema('recording'),
  /** `started`: a task of its own goes on with it; `skipped`: it is not in the state for that. */
  status: z.literal(['waiting', 'started', 'done', 'skipped', 'failed']),
  task_id: TaskId.nullable(),
  /** How far that one is. */
  task_status: z.literal(TASK_STATUSES).nullable(),
  failure: z.strictObject({ code: z.string(), reason: z.string() }).nullable(),
});
export type TaskItemView = z.infer<typeof TaskItemView>;

export const TaskItemList = z.strictObject({
  items: z.array(TaskItemView),
  cursor: z.string().nullable(),
});
export type TaskItemList = z.infer<typeof TaskItemList>;

export const TaskList = z.strictObject({ items: z.array(TaskView), cursor: z.string().nullable() });
export type TaskList = z.infer<typeof TaskList>;

export const ListTasksQuery = z.strictObject({
  ...listQuery('task').shape,
  status: z.literal(TASK_STATUSES).optional(),
  kind: z.literal(TASK_KINDS).optional(),
  /** Runs over this recording. */
  recording_id: idSchema('recording', 'A recording id: rec_ and 26 characters.').optional(),
});

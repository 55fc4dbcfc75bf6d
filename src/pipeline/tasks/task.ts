import type { Overrides } from '../../config/resolve.ts';
import type { TaskId, WorkspaceId } from '../../kernel/ids.ts';
import type { Failure } from '../failure.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Subject } from '../subject.ts';
import type { Job } from './job.ts';

export const TASK_STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export type TaskKey = { workspaceId: WorkspaceId; taskId: TaskId };

/** A task and what it works on. */
export type RunKey = { subject: Subject; taskId: TaskId };

export const taskKey = ({ subject: { workspaceId }, taskId }: RunKey): TaskKey => ({
  workspaceId,
  taskId,
});

/** Progress 0 to 100 by stage; a stage that has not begun is absent. */
export type StageProgress = Partial<Record<string, number>>;

/** Where a charge is written down; `price` of what is beyond the limit. */
export type Charged = {
  capability: string;
  period: string;
  /** That it was charged to. */
  plan?: string | undefined;
  price?: number | undefined;
};

/** One run of a pipeline over a subject, as stored. Times are epoch milliseconds. */
export type Task = RunKey & {
  status: TaskStatus;
  /** What this run alone goes by, over what its subject sets. */
  requestConfig?: Overrides | undefined;
  /** What it sees to, if not to all stages: the asked ones, and who makes what they read. */
  stages?: string[] | undefined;
  progress: StageProgress;
  /** Grows with every change, so that a waiting client sees each one. */
  version: number;
  /** Workers that have no machine yet, as `workerName` calls them. */
  waitingStages?: string[] | undefined;
  /** Of the call that asked for it, as its line in the log has it. */
  requestId?: string | undefined;
  /** Of a task that sees to many things instead of a run over its subject. */
  job?: Job | undefined;
  cancelRequestedAt?: number | undefined;
  failure?: Failure | undefined;
  /** The more, the sooner among those of its workspace; absent for 0. */
  priority?: number | undefined;
  /** Of media that it is about, as guessed when it was queued. */
  minutes?: number | undefined;
  /** Its workspace's when it was admitted. */
  weight?: number | undefined;
  /** What it reserved of a quota; absent where it costs nothing. */
  charged?: Charged | undefined;
  createdAt: number;
  startedAt?: number | undefined;
  finishedAt?: number | undefined;
};

/** Who does a stage, or one part of it. */
export type Worker = { stage: string; part?: number | undefined };

/** Each part has a worker of its own: one that has begun says nothing of the others. */
export const workerName = ({ stage, part }: Worker) =>
  part === undefined ? stage : `${stage}#${part}`;

/** What a running task waits for, if anything. */
export const waitsFor = ({ status, waitingStages = [] }: Task) =>
  status === 'RUNNING' && waitingStages.length > 0 ? 'machine' : null;

export const isOver = ({ status }: Pick<Task, 'status'>) =>
  status !== 'QUEUED' && status !== 'RUNNING';

/** Progress of the whole task, 0 to 100; 100 only once it has succeeded. */
export function overallProgress(
  { status, progress, stages: seenTo }: Pick<Task, 'status' | 'progress' | 'stages'>,
  pipeline: Pick<Pipeline, 'stages'>,
) {
  if (status === 'SUCCEEDED') return 100;
  const stages = pipeline.stages.filter(({ name }) => seenTo?.includes(name) ?? true);
  const total = stages.reduce((sum, { weight }) => sum + weight, 0);
  const done = stages.reduce((sum, { name, weight }) => sum + weight * (progress[name] ?? 0), 0);
  return Math.min(99, Math.floor(done / total));
}

/** Below this share the pace so far says little about the rest. */
const ESTIMATE_FROM_PERCENT = 5;

/** Seconds until the end at the pace so far; undefined while it would be a guess. */
export function estimateSeconds(task: Task, pipeline: Pick<Pipeline, 'stages'>, now: number) {
  const percent = overallProgress(task, pipeline);
  if (task.status !== 'RUNNING' || !task.startedAt || percent < ESTIMATE_FROM_PERCENT) return;
  const elapsedSeconds = (now - task.startedAt) / 1000;
  return Math.ceil((elapsedSeconds * (100 - percent)) / percent);
}

import type { WorkspaceId } from '../../kernel/ids.ts';
import { STAGES, type StageName } from '../../pipelines/recording.ts';
import type { Failure } from '../../recordings/recording.ts';

export const TASK_STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Progress 0 to 100 by stage; a stage that has not begun is absent. */
export type StageProgress = Partial<Record<StageName, number>>;

/** One run of the pipeline over a recording, as stored. Times are epoch milliseconds. */
export type Task = {
  workspaceId: WorkspaceId;
  taskId: string;
  recordingId: string;
  status: TaskStatus;
  progress: StageProgress;
  /** Grows with every change, so that a waiting client sees each one. */
  version: number;
  cancelRequestedAt?: number | undefined;
  failure?: Failure | undefined;
  createdAt: number;
  startedAt?: number | undefined;
  finishedAt?: number | undefined;
};

export const isOver = ({ status }: Pick<Task, 'status'>) =>
  status !== 'QUEUED' && status !== 'RUNNING';

const TOTAL_WEIGHT = STAGES.reduce((sum, { weight }) => sum + weight, 0);

/** Progress of the whole task, 0 to 100; 100 only once it has succeeded. */
export function overallProgress({ status, progress }: Pick<Task, 'status' | 'progress'>) {
  if (status === 'SUCCEEDED') return 100;
  const done = STAGES.reduce((sum, { name, weight }) => sum + weight * (progress[name] ?? 0), 0);
  return Math.min(99, Math.floor(done / TOTAL_WEIGHT));
}

/** Below this share the pace so far says little about the rest. */
const ESTIMATE_FROM_PERCENT = 5;

/** Seconds until the end at the pace so far; undefined while it would be a guess. */
export function estimateSeconds(task: Task, now: number) {
  const percent = overallProgress(task);
  if (task.status !== 'RUNNING' || !task.startedAt || percent < ESTIMATE_FROM_PERCENT) return;
  const elapsedSeconds = (now - task.startedAt) / 1000;
  return Math.ceil((elapsedSeconds * (100 - percent)) / percent);
}

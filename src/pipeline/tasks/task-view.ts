import { toIso } from '../../kernel/clock.ts';
import type { TaskView } from './task.contract.ts';
import { estimateSeconds, overallProgress, type Task } from './task.ts';

const time = (milliseconds: number | undefined) =>
  milliseconds === undefined ? null : toIso(milliseconds);

export const taskView = (task: Task, now: number, queuePlace: number | null = null): TaskView => ({
  task_id: task.taskId,
  recording_id: task.recordingId,
  status: task.status,
  progress: overallProgress(task),
  stages: task.progress,
  estimate_seconds: estimateSeconds(task, now) ?? null,
  queue_place: queuePlace,
  cancel_requested: task.cancelRequestedAt !== undefined,
  failure: task.failure ?? null,
  version: task.version,
  created_at: toIso(task.createdAt),
  started_at: time(task.startedAt),
  finished_at: time(task.finishedAt),
});

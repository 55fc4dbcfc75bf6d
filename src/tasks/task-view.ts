import { optionalIso, toIso } from '../kernel/clock.ts';
import { pipelineOf } from '../pipeline/pipeline.ts';
import { estimateSeconds, overallProgress, type Task, waitsFor } from '../pipeline/tasks/task.ts';
import { PIPELINES } from '../pipelines/index.ts';
import type { TaskView } from './task.contract.ts';

/** A task in the API's words. */
export function taskView(task: Task, now: number, queuePlace: number | null = null): TaskView {
  const pipeline = pipelineOf(PIPELINES, task.subject.kind);
  return {
    task_id: task.taskId,
    recording_id: task.subject.id,
    status: task.status,
    progress: overallProgress(task, pipeline),
    stages: task.progress,
    estimate_seconds: estimateSeconds(task, pipeline, now) ?? null,
    queue_place: queuePlace,
    waiting_for: waitsFor(task),
    cancel_requested: task.cancelRequestedAt !== undefined,
    failure: task.failure ?? null,
    version: task.version,
    created_at: toIso(task.createdAt),
    started_at: optionalIso(task.startedAt),
    finished_at: optionalIso(task.finishedAt),
  };
}

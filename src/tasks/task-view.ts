import { optionalIso, toIso } from '../kernel/clock.ts';
import { pipelineOf } from '../pipeline/pipeline.ts';
import type { Job } from '../pipeline/tasks/job.ts';
import { estimateSeconds, overallProgress, type Task, waitsFor } from '../pipeline/tasks/task.ts';
import { PIPELINES } from '../pipelines/index.ts';
import { TASK_KINDS, type TaskView } from './task.contract.ts';

/** A task in the API's words. */
export function taskView(task: Task, now: number, queuePlace: number | null = null): TaskView {
  return {
    task_id: task.taskId,
    kind: kindOf(task),
    recording_id: task.job ? null : task.subject.id,
    status: task.status,
    ...(task.job ? jobFacts(task, task.job) : runFacts(task, now)),
    queue_place: queuePlace,
    waiting_for: waitsFor(task),
    cancel_requested: task.cancelRequestedAt !== undefined,
    failure: task.failure ?? null,
    request_id: task.requestId ?? null,
    version: task.version,
    created_at: toIso(task.createdAt),
    started_at: optionalIso(task.startedAt),
    finished_at: optionalIso(task.finishedAt),
  };
}

function kindOf({ subject }: Task) {
  const kind = TASK_KINDS.find(known => known === subject.kind);
  if (!kind) throw new TypeError(`No task is of the kind ${subject.kind}.`);
  return kind;
}

type Facts = Pick<TaskView, 'progress' | 'stages' | 'items' | 'estimate_seconds'>;

function runFacts(task: Task, now: number): Facts {
  const pipeline = pipelineOf(PIPELINES, task.subject.kind);
  return {
    progress: overallProgress(task, pipeline),
    stages: task.progress,
    items: null,
    estimate_seconds: estimateSeconds(task, pipeline, now) ?? null,
  };
}

/** Its progress is the share that is settled; 100 only once it has succeeded. */
function jobFacts({ status }: Task, { ids, done, failed }: Job): Facts {
  const share = Math.min(99, Math.floor((100 * done) / Math.max(1, ids.length)));
  return {
    progress: status === 'SUCCEEDED' ? 100 : share,
    stages: {},
    items: { total: ids.length, done, failed },
    estimate_seconds: null,
  };
}

import type { Overrides } from '../../config/resolve.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { TaskId } from '../../kernel/ids.ts';
import { type Pipeline, type Pipelines, pipelineOf } from '../pipeline.ts';
import type { Commands, Quotas, SubjectState, Subjects, Tasks } from '../ports.ts';
import type { Subject } from '../subject.ts';
import { mediaMinutes } from './fair-share.ts';
import { type Task, taskKey } from './task.ts';

export type StartDeps = {
  pipelines: Pipelines;
  subjects: Pick<Subjects, 'find'>;
  tasks: Pick<Tasks, 'enqueue' | 'find'>;
  quotas: Quotas;
  commands: Commands;
  clock: Clock;
  newTaskId: () => TaskId;
};

type Options = {
  /** For this run alone. */
  requestConfig?: Overrides | undefined;
  /** For a run that does not see to all stages. */
  stages?: readonly string[] | undefined;
  /** What the subject sets from now on. */
  configOverrides?: Overrides | undefined;
  /** Narrower than all statuses that a run may begin from, for a retry. */
  from?: readonly string[];
  /** Only if the subject never had a run: for events that may come twice. */
  firstRun?: boolean;
  /** More than the plan allows is refused. */
  priority?: number | undefined;
  /** Names the operation, so that a repeat finds the task that the first try made. */
  taskId?: TaskId;
  /** Of the call that asks for it. */
  requestId?: string | undefined;
};

/**
 * Queues a run over a subject; it starts when the plan has a free slot.
 * @throws not_found, conflict, illegal_transition, quota_exceeded
 */
export const startTask =
  (deps: StartDeps) =>
  async (subject: Subject, options: Options = {}): Promise<Task> => {
    const { pipelines, subjects, tasks, commands, clock } = deps;
    const pipeline = pipelineOf(pipelines, subject.kind);
    const { priority: asked } = options;
    const [charge, priority, state] = await Promise.all([
      deps.quotas.chargeOf(subject),
      asked ? deps.quotas.priorityOf(subject.workspaceId, asked) : undefined,
      subjects.find(subject),
    ]);
    const task: Task = {
      ...queuedTask(subject, options.taskId ?? deps.newTaskId(), clock()),
      ...(options.requestConfig && { requestConfig: options.requestConfig }),
      minutes: mediaMinutes(state ?? {}),
      ...(priority && { priority }),
      ...(options.requestId && { requestId: options.requestId }),
      ...(options.stages && { stages: [...options.stages] }),
    };
    const from = options.from ?? pipeline.statuses.processable;
    const { configOverrides, firstRun = false } = options;
    if (!(await tasks.enqueue(task, { from, configOverrides, firstRun, charge }))) {
      const earlier = options.taskId && (await tasks.find(taskKey(task)));
      if (!earlier) throw refusal(await subjects.find(subject), pipeline, from);
    }
    const { workspaceId } = subject;
    await commands.send({ command: 'admit', workspaceId, taskId: task.taskId });
    return task;
  };

const queuedTask = (subject: Subject, taskId: TaskId, now: number): Task => ({
  subject,
  taskId,
  status: 'QUEUED',
  progress: {},
  version: 1,
  createdAt: now,
});

/** Why no run can begin, in the words of the API; undefined where one can. */
export function refusalOfRun(
  state: SubjectState | undefined,
  pipeline: Pipeline,
  from = pipeline.statuses.processable,
) {
  if (state && !state.activeTaskId && from.includes(state.status)) return undefined;
  return refusal(state, pipeline, from);
}

function refusal(
  state: SubjectState | undefined,
  { kind, statuses: { processable, refusals } }: Pipeline,
  from: readonly string[],
) {
  if (!state) return new AppError('not_found', `No such ${kind}.`);
  if (state.activeTaskId) {
    const running = `Task ${state.activeTaskId} is already working on it: wait, or cancel it.`;
    return new AppError('conflict', running);
  }
  const early = refusals?.[state.status];
  if (early) return new AppError(early.code, early.message);
  const wanted = processable.includes(state.status) ? from : processable;
  const rule = `This works from ${wanted.join(', ')}; the ${kind} is ${state.status}.`;
  return new AppError('illegal_transition', rule);
}

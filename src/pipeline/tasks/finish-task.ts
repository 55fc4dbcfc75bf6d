import type { Clock } from '../../kernel/clock.ts';
import type { TaskId } from '../../kernel/ids.ts';
import {
  midwayStatuses,
  type Pipeline,
  type Pipelines,
  pipelineOf,
  stageNames,
} from '../pipeline.ts';
import type { Commands, Outcome, Stages, SubjectState, Subjects, Tasks } from '../ports.ts';
import { STAGE_ERRORS } from '../stages/stage-error.ts';
import type { StageState } from '../stages/stage-state.ts';
import { mediaMinutes } from './fair-share.ts';
import { type RunKey, type Task, taskKey } from './task.ts';

export type FinishDeps = {
  pipelines: Pipelines;
  subjects: Pick<Subjects, 'find'>;
  tasks: Pick<Tasks, 'find' | 'finish'>;
  stages: Pick<Stages, 'list'>;
  commands: Commands;
  clock: Clock;
};

/**
 * Ends a run by what its stages say: the subject done, or failed with the stage named, the slot
 * given back, and the next waiting task admitted. Called at every end of the state machine, by a
 * cancel and by the sweeper; only the first call has an effect.
 */
export const finishTask =
  ({ pipelines, subjects, tasks, stages, commands, clock }: FinishDeps) =>
  async (run: RunKey): Promise<{ status: Outcome['task'] }> => {
    const { subject, taskId } = run;
    const pipeline = pipelineOf(pipelines, subject.kind);
    const [state, task, states] = await Promise.all([
      subjects.find(subject),
      tasks.find(taskKey(run)),
      stages.list(subject),
    ]);
    const cancelled = task?.cancelRequestedAt !== undefined;
    const sheet = { taskId, seenTo: task?.stages, states };
    const outcome = cancelled ? cancelOutcome(pipeline, state) : outcomeOf(pipeline, sheet);
    const ended = await tasks.finish({ ...run, ...settlement(task, state) }, outcome, clock());
    // Also when another call ended it: that one may have died before it could ask.
    await commands.send({ command: 'admit', workspaceId: subject.workspaceId });
    await commands.send({ command: 'tidy', subject });
    const settled = ended ? undefined : await tasks.find(taskKey(run));
    return { status: overStatus(settled?.status) ?? outcome.task };
  };

/** What the end settles: the quota, and the minutes that were only guessed before. */
function settlement(task: Task | undefined, state: SubjectState | undefined) {
  const measured = state?.durationSeconds === undefined ? undefined : mediaMinutes(state);
  const { charged, weight, minutes = 0 } = task ?? {};
  return { charged, weight, surplusMinutes: measured && measured - minutes };
}

const overStatus = (status: string | undefined) =>
  status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED' ? status : undefined;

/** `seenTo`: the stages of a run that does not see to all. */
type Sheet = {
  taskId: TaskId;
  seenTo: readonly string[] | undefined;
  states: readonly StageState[];
};

/** All its stages done, or left out, is success; else the failed one is named, or the first that never ended. */
function outcomeOf(pipeline: Pipeline, { taskId, seenTo, states }: Sheet): Outcome {
  const { done, skipped = done, failed } = pipeline.statuses;
  const all = stageNames(pipeline);
  const own = states.filter(stage => stage.taskId === taskId);
  const planned = new Set([...(seenTo ?? all), ...own.map(({ stage }) => stage)]);
  const broken = own.find(({ status }) => status === 'FAILED');
  const open = withoutEnded(all, own).find(name => planned.has(name));
  const stage = broken?.stage ?? open;
  if (stage === undefined) {
    if (own.some(({ leftOut }) => leftOut)) return { task: 'SUCCEEDED', status: skipped };
    return { task: 'SUCCEEDED', status: restStatus(pipeline, withoutEnded(all, states)) };
  }
  const code = broken?.failureCode ?? 'lost';
  const reason = broken?.failureReason ?? STAGE_ERRORS.lost;
  return { task: 'FAILED', status: failed, failure: { stage, code, reason } };
}

function withoutEnded(names: readonly string[], states: readonly StageState[]) {
  const ended = states.filter(({ status }) => status === 'COMPLETED' || status === 'SKIPPED');
  const done = new Set(ended.map(({ stage }) => stage));
  return names.filter(name => !done.has(name));
}

/** After a run of some stages, others may still have to be made: then it is where runs begin. */
const restStatus = ({ statuses }: Pipeline, open: readonly string[]) =>
  open.length === 0 ? statuses.done : statuses.start;

/** A run that had not begun leaves the subject as it was; else what came in is what remains. */
function cancelOutcome(pipeline: Pipeline, state: SubjectState | undefined): Outcome {
  const { start } = pipeline.statuses;
  const status = state?.status ?? start;
  const untouched = !midwayStatuses(pipeline).includes(status);
  return { task: 'CANCELLED', status: untouched ? status : start };
}

import type { Clock } from '../../kernel/clock.ts';
import { withMakers } from '../choose-stages.ts';
import { type ConfigBelow, layeredConfig } from '../layered-config.ts';
import { midwayStatuses, type Pipelines, pipelineOf, stageNames, waits } from '../pipeline.ts';
import type { Stages, Subjects, Tasks } from '../ports.ts';
import { StageError } from '../stages/stage-error.ts';
import { type RunKey, taskKey } from './task.ts';

type Deps = {
  pipelines: Pipelines;
  subjects: Subjects;
  tasks: Pick<Tasks, 'find'>;
  stages: Stages;
  configBelow: ConfigBelow;
  heartbeatSeconds: number;
  clock: Clock;
};

/** Long enough for the largest file; a hung worker is noticed by its heartbeat, not by this. */
const TIMEOUT_SECONDS = 12 * 3600;

/**
 * Starts a run with a clean sheet: every stage that it sees to pending, earlier results remembered, so
 * that the stages can be skipped. The rows of others stay as they are. A repeated call leaves stages of this run alone. A run that is started
 * again after a power cut takes the subject back to where runs begin.
 */
export const planTask =
  ({ pipelines, subjects, tasks, stages, configBelow, heartbeatSeconds, clock }: Deps) =>
  async (run: RunKey) => {
    const { subject, taskId } = run;
    const pipeline = pipelineOf(pipelines, subject.kind);
    const [task, state, states, below] = await Promise.all([
      tasks.find(taskKey(run)),
      subjects.find(subject),
      stages.list(subject),
      configBelow(subject),
    ]);
    if (task?.status !== 'RUNNING') throw new StageError('cancelled');
    const back = { from: midwayStatuses(pipeline), to: pipeline.statuses.start };
    await subjects.move(run, back, clock());
    const known = new Map(states.map(stage => [stage.stage, stage]));
    const config = layeredConfig(pipeline, below, state?.configOverrides, task.requestConfig);
    // By the config of now: a template may have changed since the stages were asked for.
    const seenTo = task.stages ? withMakers(pipeline, config, task.stages) : stageNames(pipeline);
    const fresh = seenTo.filter(name => known.get(name)?.taskId !== taskId);
    await Promise.all(
      fresh.map(stage => {
        const { madeFingerprint, chosenFor, note, facts } = known.get(stage) ?? {};
        const kept = { madeFingerprint, chosenFor, note, facts };
        return stages.put({ subject, taskId, ...kept, stage, status: 'PENDING', attempts: 0 });
      }),
    );
    return {
      heartbeat_seconds: heartbeatSeconds,
      timeout_seconds: TIMEOUT_SECONDS,
      waits: waits(pipeline, config),
    };
  };

import { inTurn, stagesBefore, withMakers } from '../choose-stages.ts';
import { layeredConfig } from '../layered-config.ts';
import { pipelineOf, readsOf, stageRow } from '../pipeline.ts';
import type { Subject } from '../subject.ts';
import type { Task } from '../tasks/task.ts';
import { type Decision, decideStage } from './decide-stage.ts';
import { type ContextDeps, type ContextRows, contextOf } from './stage-context.ts';
import type { StageState } from './stage-state.ts';

export type PreviewDeps = Omit<ContextDeps, 'tasks'>;

type Previewed = Pick<Task, 'stages' | 'requestConfig'> & { isForced?: boolean | undefined };

/** What would become of a stage. */
export type StepPreview = { stage: string; does: Decision['does'] };

/**
 * What a run would do if it began now, by the same decisions, in the pipeline's order. A stage that
 * reads what is made anew counts as run; the run itself may find that the same came out, and then use
 * its earlier result after all.
 */
export const previewRun =
  (deps: PreviewDeps) =>
  async (subject: Subject, { isForced, ...task }: Previewed) => {
    const pipeline = pipelineOf(deps.pipelines, subject.kind);
    const { rows, versions, skipReason } = await rowsOf(deps, subject, task);
    const { config } = rows;
    const seenTo = new Set(
      task.stages ? withMakers(pipeline, config, task.stages) : inTurn(pipeline, config),
    );
    const states = new Map(rows.states.map(state => [state.stage, state]));
    const made = new Set<string>();
    const steps = new Map<string, StepPreview>();
    for (const name of inTurn(pipeline, config)) {
      const row = stageRow(pipeline, name);
      const context = contextOf({ ...rows, states: [...states.values()] }, row, {
        versions: versions.get(name) ?? [],
        isPlanned: seenTo.has(name),
        provider: deps.provider,
        skipReason: isForced ? undefined : skipReason,
      });
      const decision = decideStage(context);
      const reads = readsOf(row, config);
      const isStale = stagesBefore(pipeline, config, name).some(
        before =>
          made.has(before) && stageRow(pipeline, before).makes.some(kind => reads.includes(kind)),
      );
      const does = decision.does === 'reuse' && isStale ? 'run' : decision.does;
      if (does === 'run') made.add(name);
      const state = states.get(name);
      const result = decision.does === 'reuse' ? decision.result : {};
      // What is skipped has no result for those behind it, and what is used again is the current one.
      if (state && (does === 'skip' || does === 'reuse'))
        states.set(name, withResult(state, result));
      steps.set(name, { stage: name, does });
    }
    return { config, steps: pipeline.stages.flatMap(({ name }) => steps.get(name) ?? []) };
  };

const withResult = (
  { madeFingerprint: _made, ...state }: StageState,
  { madeFingerprint }: Pick<StageState, 'madeFingerprint'>,
): StageState => ({ ...state, madeFingerprint });

async function rowsOf(
  { pipelines, subjects, describe, configBelow, stages, artifacts, versions }: PreviewDeps,
  subject: Subject,
  { requestConfig }: Pick<Task, 'requestConfig'>,
) {
  const pipeline = pipelineOf(pipelines, subject.kind);
  const versioned = pipeline.stages.filter(({ keepsVersions }) => keepsVersions);
  const [found, described, below, states, stored, ...kept] = await Promise.all([
    subjects.find(subject),
    describe(subject),
    configBelow(subject),
    stages.list(subject),
    artifacts.list(subject),
    ...versioned.map(async ({ name }) => [name, await versions.list(subject, name)] as const),
  ]);
  const config = layeredConfig(pipeline, below, found?.configOverrides, requestConfig);
  const rows: ContextRows = { config, details: described?.details ?? {}, states, stored };
  return { rows, versions: new Map(kept), skipReason: described?.skipReason?.(config) };
}

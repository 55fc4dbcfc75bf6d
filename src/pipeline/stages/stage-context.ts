import type { StoredArtifact } from '../artifact.ts';
import { type ConfigBelow, layeredConfig } from '../layered-config.ts';
import {
  type Pipelines,
  pipelineOf,
  type StageConfig,
  type StageRow,
  stageRow,
} from '../pipeline.ts';
import type { Artifacts, Stages, Subjects, Tasks } from '../ports.ts';
import type { SkipReason } from '../skip-reason.ts';
import type { Subject } from '../subject.ts';
import { type RunKey, taskKey } from '../tasks/task.ts';
import { fingerprintOf } from './fingerprint.ts';
import { StageError } from './stage-error.ts';
import type { StageState } from './stage-state.ts';
import type { StageVersion, Versions } from './stage-version.ts';
import { validArtifacts } from './valid-artifacts.ts';

/** What the stages of a kind may know of their subject, beyond its config and files. */
export type Described = {
  /** Names and dates; with `usesDetails` a part of the fingerprint. */
  details: Readonly<Record<string, unknown>>;
  /** Hex SHA-256 that was promised of what came in, by kind of artifact. */
  promised: Readonly<Partial<Record<string, string>>>;
  /** Why it is not worth a run under a config; left out: it always is. */
  skipReason?(config: StageConfig): SkipReason | undefined;
};

/** Returns which provider would do the work of a row now. */
export type ProviderName = (
  row: StageRow,
  config: StageConfig,
  artifacts: readonly StoredArtifact[],
) => string;

export type ContextDeps = {
  pipelines: Pipelines;
  subjects: Pick<Subjects, 'find'>;
  tasks: Pick<Tasks, 'find'>;
  stages: Pick<Stages, 'list'>;
  artifacts: Pick<Artifacts, 'list'>;
  versions: Pick<Versions, 'list'>;
  describe: (subject: Subject) => Promise<Described | undefined>;
  configBelow: ConfigBelow;
  provider: ProviderName;
};

/** Everything a stage's beginning and its run must agree on, read afresh from the table. */
export const stageContext = (deps: ContextDeps) => async (run: RunKey, name: string) => {
  const { pipelines, subjects, tasks, stages, artifacts, versions, provider } = deps;
  const { subject } = run;
  const pipeline = pipelineOf(pipelines, subject.kind);
  const stage = stageRow(pipeline, name);
  const [found, described, below, task, states, stored, earlier] = await Promise.all([
    subjects.find(subject),
    deps.describe(subject),
    deps.configBelow(subject),
    tasks.find(taskKey(run)),
    stages.list(subject),
    artifacts.list(subject),
    stage.keepsVersions ? versions.list(subject, name) : [],
  ]);
  const stopped = task?.status !== 'RUNNING' || task.cancelRequestedAt !== undefined;
  if (!found || !described || stopped) throw new StageError('cancelled');

  const config = layeredConfig(pipeline, below, found.configOverrides, task.requestConfig);
  const { details, promised } = described;
  // The plan gave the run a row of each stage that it sees to.
  const own = states.some(state => state.stage === name && state.taskId === run.taskId);
  const isPlanned = task.stages === undefined || own;
  const rows = { config, details, states, stored };
  return {
    ...{ pipeline, promised },
    ...contextOf(rows, stage, {
      ...{ versions: earlier, isPlanned, provider },
      skipReason: described.skipReason?.(config),
    }),
  };
};

/** What is known of a subject when a stage begins. */
export type ContextRows = {
  config: StageConfig;
  details: Described['details'];
  states: readonly StageState[];
  stored: readonly StoredArtifact[];
};

type OfStage = {
  versions: readonly StageVersion[];
  isPlanned: boolean;
  provider: ProviderName;
  skipReason: SkipReason | undefined;
};

/** What a stage would make of these rows, and whether it is there already. */
export function contextOf(
  { config, details, states, stored }: ContextRows,
  stage: StageRow,
  { versions, isPlanned, provider, skipReason }: OfStage,
) {
  const valid = validArtifacts(stored, states);
  const fingerprint = fingerprintOf(stage, {
    artifacts: valid,
    config,
    details,
    provider: provider(stage, config, valid),
  });
  const state = states.find(candidate => candidate.stage === stage.name);
  const facts = { stage, details, config, valid, stored, state, fingerprint };
  return { ...facts, isPlanned, versions, skipReason };
}

export type StageContext = Awaited<ReturnType<ReturnType<typeof stageContext>>>;

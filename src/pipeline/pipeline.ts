import type { Artifact } from './artifact.ts';
import type { Right } from './rights.ts';
import type { Statuses } from './statuses.ts';
import type { SubjectNotes } from './subject-notes.ts';

/** What a stage says about its result, as numbers and short texts. */
export type Facts = Readonly<Record<string, number | string>>;

/** The effective config of a subject: one section for each name. */
export type StageConfig = Readonly<Record<string, unknown>>;

/** A field of a config with all that is in it: `trim`, `picture.vertical`, `picture.burn_in.enabled`. */
export type Setting<Config> = {
  [Name in keyof Config & string]:
    | Name
    | (Config[Name] extends readonly unknown[]
        ? never
        : Config[Name] extends object
          ? `${Name}.${Setting<Config[Name]>}`
          : never);
}[keyof Config & string];

/**
 * One stage of a pipeline as data: all that is to be known of it without running it. The state
 * machine, task definitions, functions, rights, progress and fingerprints follow from it. Methods,
 * not functions, so that a row over its own config is a row over any.
 */
export type StageRow<Config = StageConfig, Kind extends string = string> = {
  name: string;
  /** Changes whenever the same inputs would give another result: a part of every fingerprint. */
  engine: string;
  runsIn: 'container' | 'function';
  /** The function that begins the stage and does its work unless a container does. */
  family: string;
  /** Artifacts that go in, and with them into the fingerprint. */
  reads: readonly Kind[];
  /** Whether one of these goes in under a config; left out: always. */
  readsWhen?(kind: string, config: Config): boolean;
  makes: readonly Kind[];
  /** What of the config shapes the result: sections, or only the fields that the stage reads. */
  settings: readonly Setting<Config>[];
  /** Whether names and dates of the subject shape the result. */
  usesDetails?: true;
  /** Who else may do the work, in the words of the operator's settings; a part of the fingerprint. */
  provider?: string;
  /** Beyond what every stage needs. */
  rights?: readonly Right[];
  /** Status of the subject while the stage runs. */
  status: string;
  /** Status of the subject when it has ended, if that is another one. */
  statusAfter?: string;
  /** Every result stays, numbered, and a person may go back to one. */
  keepsVersions?: true;
  /** What of its result the subject's own row says, from its facts and files. */
  tells?(facts: Facts, made: readonly Artifact[]): SubjectNotes;
  /** Left out for stages that always run. */
  enabled?(config: Config): boolean;
  /** How it may answer that it is not done: tasks make parts of it, or it waits for somebody. */
  continues?: 'parts' | 'wait';
  /** Share of a task's progress. */
  weight: number;
  /** Fargate size of stages in containers: CPU units and MiB. */
  size?: { cpu: number; memoryMiB: number };
};

/**
 * Two chains of stages side by side. Under some configs the first waits for the second. The names
 * are for people who look at a run.
 */
export type Fork<Name extends string = string, Config = StageConfig> = {
  first: { name: string; stages: readonly Name[]; waits?(config: Config): boolean };
  second: { name: string; stages: readonly Name[] };
};

/** All that the engine knows of one kind of subject. */
export type Pipeline = {
  /** `recording`: a part of keys, and the word for it in messages. */
  kind: string;
  stages: readonly StageRow[];
  /** What follows what; at most one fork. */
  order: readonly (string | Fork)[];
  statuses: Statuses;
  /** Defaults filled in; throws for overrides that no request schema accepts. */
  config(overrides: unknown): StageConfig;
};

/** The pipelines that a program knows, by kind. */
export type Pipelines = Readonly<Record<string, Pipeline>>;

export function pipelineOf(pipelines: Pipelines, kind: string): Pipeline {
  const pipeline = pipelines[kind];
  if (!pipeline) throw new TypeError(`No pipeline for the kind ${kind}.`);
  return pipeline;
}

export function stageRow({ stages, kind }: Pipeline, name: string): StageRow {
  const row = stages.find(stage => stage.name === name);
  if (!row) throw new TypeError(`No stage ${name} of a ${kind}.`);
  return row;
}

export const stageNames = ({ stages }: Pick<Pipeline, 'stages'>) => stages.map(({ name }) => name);

/** Artifacts that go into a stage under a config. */
export const readsOf = (row: StageRow, config: StageConfig) =>
  row.reads.filter(kind => row.readsWhen?.(kind, config) ?? true);

/** What a setting is under a config. */
export const settingOf = (config: StageConfig, setting: string) =>
  setting
    .split('.')
    .reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), config);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether a part of the run has to wait for another one under a config. */
export const waits = ({ order }: Pick<Pipeline, 'order'>, config: StageConfig) =>
  order.some(step => typeof step !== 'string' && step.first.waits?.(config) === true);

/** Statuses that only a run in the middle of its work leaves behind. */
export const midwayStatuses = ({ stages }: Pick<Pipeline, 'stages'>) => [
  ...new Set(stages.flatMap(({ status, statusAfter }) => [status, statusAfter ?? status])),
];

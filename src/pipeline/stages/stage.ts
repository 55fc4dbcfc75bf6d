import type { z } from 'zod';
import type { Pause } from '../../kernel/pause.ts';
import type { Artifact } from '../artifact.ts';
import type { StageConfig } from '../pipeline.ts';
import type { Subject } from '../subject.ts';
import { StageError } from './stage-error.ts';

/** A file that a stage hands over: its bytes, or a path in the scratch folder. */
export type MadeFile<Kind extends string = string> = {
  kind: Kind;
  variant?: string;
  /** Last part of the object key: ASCII, no title of a person's in it. */
  fileName: string;
  contentType: string;
} & ({ body: string | Uint8Array } | { path: string });

/**
 * Files that a stage leaves for its own next runs, under the fingerprint of what they work on;
 * removed once the stage has committed.
 */
export type Interim = {
  put: (name: string, content: { body: string } | { path: string }) => Promise<void>;
  has: (name: string) => Promise<boolean>;
  /** Undefined where there is none of that name. */
  read: (name: string) => Promise<string | undefined>;
  download: (name: string, path: string) => Promise<void>;
};

/**
 * All that a stage may touch. Everything saved under the same fingerprint has the same content,
 * so a stage is safe to run twice, also at the same time. Methods, not functions, so that a stage
 * of one kind's config and files is a stage for the engine.
 */
export type StageWork<
  Config = StageConfig,
  Kind extends string = string,
  Details = Readonly<Record<string, unknown>>,
> = {
  subject: Subject;
  /** Names and dates of the subject. */
  details: Details;
  config: Config;
  /** The newest artifacts of the kinds that the stage's row `reads`, in order of variant. */
  artifacts: readonly Artifact[];
  /** Undefined where the subject has no such artifact. */
  readJson<Schema extends z.ZodType>(
    kind: Kind,
    schema: Schema,
  ): Promise<z.infer<Schema> | undefined>;
  /** @throws StageError `missing_input` where the subject has no such artifact */
  needJson<Schema extends z.ZodType>(kind: Kind, schema: Schema): Promise<z.infer<Schema>>;
  readBytes(artifact: Artifact): Promise<Uint8Array>;
  /** Streams an artifact to a path below `scratch`. */
  download(artifact: Artifact, path: string): Promise<void>;
  save(file: MadeFile<Kind>): Promise<Artifact>;
  saveJson(kind: Kind, fileName: string, document: unknown): Promise<Artifact>;
  interim: Interim;
  /** Given: make this part, of those asked for by `unfinished`, and leave it in `interim`. */
  part?: number | undefined;
  /** How many tasks may share the work, by the workspace's plan. One, if left out. */
  maxTasks?: number | undefined;
  /** An empty folder of this run's own, removed afterwards; only in containers. */
  scratch: string;
  /** 0 to 100 of this stage. Cheap to call often: writes are thinned out. */
  progress: (percent: number) => void;
  /** Aborted on cancel, on lost lease and on SIGTERM: stop engines and throw. */
  signal: AbortSignal;
  /** To await in each round of a long calculation, which hears of no cancel else. */
  pause: Pause;
};

/**
 * Not done yet, and nothing to pay for meanwhile: the state machine runs the stage again after a
 * time (in the stage function, without disk or engines), or after `parts` tasks have each made
 * one part of the work. Its row says which of the two a stage may answer.
 *
 * A wait leaves about nine of the 25,000 events that a run may have: what waits for a day has to
 * wait a minute or more at a time.
 */
export type Unfinished = { waitSeconds: number } | { parts: number };

/** `note` tells a benign surprise to the customer ("no speech was found"). */
export type StageOutcome = {
  note?: string;
  facts?: Record<string, number | string>;
  /** Given: nothing is committed yet, whatever else is said. */
  unfinished?: Unfinished;
};

/** Does the work of one row. A method's type, for the same reason as in `StageWork`. */
export type Stage<Work = StageWork> = { run(work: Work): Promise<StageOutcome> }['run'];

/** The artifact of a kind (and variant), if the subject has it. */
export const findArtifact = (
  work: Pick<StageWork, 'artifacts'>,
  kind: string,
  variant = '',
): Artifact | undefined =>
  work.artifacts.find(artifact => artifact.kind === kind && artifact.variant === variant);

/** @throws StageError `missing_input` where the subject has no such artifact */
export function needArtifact(
  work: Pick<StageWork, 'artifacts'>,
  kind: string,
  variant = '',
): Artifact {
  const artifact = findArtifact(work, kind, variant);
  if (!artifact) throw new StageError('missing_input', { detail: `no ${kind} ${variant}`.trim() });
  return artifact;
}

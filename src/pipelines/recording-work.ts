import type { ProcessingConfig } from '../config/processing-config.contract.ts';
import type { ArtifactKind } from '../documents/artifact-kinds.ts';
import type { MadeFile, Stage, StageWork } from '../pipeline/stages/stage.ts';

/** What a stage needs to know of the recording it works on. */
export type RecordingFacts = {
  displayName: string;
  /** As the client named it; for people, never for paths. */
  sourceFileName: string;
  /** ISO 8601 UTC. */
  createdAt: string;
};

/** What the stages of a recording are handed. */
export type RecordingWork = StageWork<ProcessingConfig, ArtifactKind, RecordingFacts>;

/** A stage of a recording. */
export type RecordingStage = Stage<RecordingWork>;

export type RecordingFile = MadeFile<ArtifactKind>;

import type { z } from 'zod';
import { processingConfig } from '../../../src/config/processing-config.contract.ts';
import type { ArtifactKind } from '../../../src/documents/artifact-kinds.ts';
import type { Artifact } from '../../../src/pipeline/artifact.ts';
import { withDocuments } from '../../../src/pipeline/stages/json-documents.ts';
import type { RecordingFile, RecordingWork } from '../../../src/pipelines/recording-work.ts';
import { memoryInterim } from '../fakes/memory/interim.ts';
import { artifact, RECORDING, WORKSPACE } from './publication.ts';

type Options = {
  /** JSON artifacts by kind. */
  json?: Partial<Record<ArtifactKind, unknown>>;
  artifacts?: readonly Artifact[];
  config?: object;
  signal?: AbortSignal;
  displayName?: string;
};

/** A stage's work in memory; `saved` collects what it hands over. */
export function stageWork(options: Options = {}) {
  const { json = {}, artifacts = [], config = {}, displayName = 'Optics' } = options;
  const saved: RecordingFile[] = [];
  const percents: number[] = [];
  const read = async <Schema extends z.ZodType>(kind: ArtifactKind, schema: Schema) =>
    kind in json ? schema.parse(json[kind]) : undefined;
  const work: RecordingWork = withDocuments({
    subject: { workspaceId: WORKSPACE, kind: 'recording', id: RECORDING },
    details: {
      displayName,
      sourceFileName: 'optics.mp4',
      createdAt: '2026-11-20T22:05:09.000Z',
    },
    config: processingConfig(config),
    artifacts,
    readJson: read,
    readBytes: async () => new Uint8Array(),
    download: async () => {},
    save: async file => {
      saved.push(file);
      return artifact(file.kind, file.fileName);
    },
    interim: memoryInterim(),
    scratch: '/nowhere',
    progress: percent => percents.push(percent),
    signal: options.signal ?? new AbortController().signal,
  });
  return { work, saved, percents };
}

/** A minute of which seconds 10 to 20 were cut. */
export const sampleEdit = {
  version: 1,
  source_seconds: 70,
  kept_seconds: 60,
  kept: [
    { start: 0, end: 10 },
    { start: 20, end: 70 },
  ],
  cuts: [{ start: 10, end: 20, reason: 'pause' }],
};

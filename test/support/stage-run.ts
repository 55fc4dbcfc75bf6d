import { processingConfig } from '../../src/config/processing-config.contract.ts';
import type { ArtifactKind } from '../../src/documents/artifact-kinds.ts';
import type { Artifact } from '../../src/pipeline/artifact.ts';
import { withDocuments } from '../../src/pipeline/stages/json-documents.ts';
import type { Interim } from '../../src/pipeline/stages/stage.ts';
import type {
  RecordingFile,
  RecordingStage,
  RecordingWork,
} from '../../src/pipelines/recording-work.ts';
import { memoryInterim } from './fakes/memory/interim.ts';
import { newWorkspaceId } from './samples.ts';

type Given = {
  config?: object;
  /** Documents and files that earlier stages left: `kind` or `kind:variant` to JSON or bytes. */
  files?: Record<string, unknown>;
  /** Hashes of those files, where a stage looks at them. */
  hashes?: Record<string, string>;
  signal?: AbortSignal;
  /** What earlier runs left. */
  interim?: Interim;
};

/** Runs a stage without disk or network: what it saved, said and how far its progress came. */
export async function runStage(stage: RecordingStage, given: Given = {}) {
  const files = new Map(Object.entries(given.files ?? {}));
  const artifacts = [...files.keys()].map(key => {
    const sha256 = given.hashes?.[key];
    return { ...toArtifact(key), ...(sha256 && { sha256 }) };
  });
  const saved: (RecordingFile & { text: string })[] = [];
  const progress: number[] = [];
  const work: RecordingWork = withDocuments({
    subject: { workspaceId: newWorkspaceId(), kind: 'recording', id: 'rec_test' },
    details: {
      displayName: 'A lecture',
      sourceFileName: 'lecture.mp4',
      createdAt: '2026-01-01T00:00:00Z',
    },
    config: processingConfig(given.config),
    artifacts,
    readJson: async (kind, schema) => (files.has(kind) ? schema.parse(files.get(kind)) : undefined),
    readBytes: async ({ key }) => {
      const content = files.get(key);
      return content instanceof Uint8Array ? content : new TextEncoder().encode(String(content));
    },
    download: async () => undefined,
    save: async file => {
      saved.push({ ...file, text: 'body' in file ? String(file.body) : '' });
      return toArtifact(`${file.kind}:${file.variant ?? ''}`);
    },
    interim: given.interim ?? memoryInterim(),
    scratch: '/scratch',
    progress: percent => progress.push(percent),
    signal: given.signal ?? new AbortController().signal,
  });
  const outcome = await stage(work);
  return { outcome, saved, progress };
}

function toArtifact(key: string): Artifact {
  const [kind, variant = ''] = key.split(':');
  const content = { content_type: '', size_bytes: 1, sha256: 'a', fingerprint: 'f' };
  return { kind: kind as ArtifactKind, variant, key, ...content };
}

/** A recording of which everything stays. */
export const uncut = (seconds: number) => ({
  version: 1 as const,
  source_seconds: seconds,
  kept_seconds: seconds,
  kept: [{ start: 0, end: seconds }],
  cuts: [],
});

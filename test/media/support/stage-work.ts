import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { processingConfig } from '#src/config/processing-config.contract.ts';
import type { ArtifactKind } from '#src/documents/artifact-kinds.ts';
import { newId } from '#src/kernel/ids.ts';
import type { Artifact } from '#src/pipeline/artifact.ts';
import { withDocuments } from '#src/pipeline/stages/json-documents.ts';
import type {
  RecordingFacts,
  RecordingFile,
  RecordingWork,
} from '#src/pipelines/recording-work.ts';
import { memoryInterim } from '../../support/fakes/memory/interim.ts';
import { newWorkspaceId } from '../../support/samples.ts';

type Options = {
  trim?: object;
  /** What else differs from the default config. */
  config?: object;
  signal?: AbortSignal;
  progress?: (percent: number) => void;
};

/** A recording whose artifacts lie in a folder, as stages see it. */
export function recordingIn(folder: string, originalPath: string) {
  mkdirSync(folder, { recursive: true });
  const artifacts: Artifact[] = [];
  const interim = memoryInterim();
  let runs = 0;

  function keep(kind: ArtifactKind, variant: string, path: string): Artifact {
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    const size_bytes = statSync(path).size;
    const content_type = 'application/octet-stream';
    const artifact = {
      kind,
      variant,
      key: path,
      content_type,
      size_bytes,
      sha256,
      fingerprint: 'f',
    };
    artifacts.push(artifact);
    return artifact;
  }

  async function save(file: RecordingFile): Promise<Artifact> {
    const path = join(folder, file.fileName);
    if ('path' in file) copyFileSync(file.path, path);
    else writeFileSync(path, file.body);
    return keep(file.kind, file.variant ?? '', path);
  }

  keep('original', '', originalPath);

  return {
    artifacts,
    pathOf: (kind: ArtifactKind, variant = '') => find(kind, variant)?.key ?? '',
    text,
    json: (kind: ArtifactKind) => JSON.parse(text(kind)),
    work({ trim = {}, config = {}, signal, progress }: Options = {}): RecordingWork {
      runs += 1;
      const scratch = join(folder, `scratch-${runs}`);
      mkdirSync(scratch);
      return withDocuments<RecordingWork['config'], ArtifactKind, RecordingFacts>({
        subject: { workspaceId: newWorkspaceId(), kind: 'recording', id: newId('recording') },
        details: {
          displayName: 'Test',
          sourceFileName: basename(originalPath),
          createdAt: '2026-01-01T00:00:00Z',
        },
        config: processingConfig({ trim, ...config }),
        artifacts,
        readJson: async (kind, schema) => {
          const artifact = find(kind, '');
          return artifact && schema.parse(JSON.parse(readFileSync(artifact.key, 'utf8')));
        },
        readBytes: async artifact => readFileSync(artifact.key),
        download: async (artifact, path) => copyFileSync(artifact.key, path),
        save,
        interim,
        scratch,
        progress: progress ?? (() => undefined),
        signal: signal ?? new AbortController().signal,
      });
    },
  };

  function text(kind: ArtifactKind): string {
    return readFileSync(find(kind, '')?.key ?? '', 'utf8');
  }

  function find(kind: ArtifactKind, variant: string) {
    return artifacts.find(artifact => artifact.kind === kind && artifact.variant === variant);
  }
}

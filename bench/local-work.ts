import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processingConfig } from '../src/config/processing-config.contract.ts';
import type { ArtifactKind } from '../src/documents/artifact-kinds.ts';
import type { Artifact } from '../src/pipeline/artifact.ts';
import { withDocuments } from '../src/pipeline/stages/json-documents.ts';
import type {
  RecordingFacts,
  RecordingFile,
  RecordingStage,
  RecordingWork,
} from '../src/pipelines/recording-work.ts';
import { BENCH_SUBJECT } from './bench-subject.ts';
import { noInterim } from './no-interim.ts';

/**
 * Runs stages on plain files: no cloud, no queue, no table. What remains is the engines' own work,
 * which is what the pipeline is compared with.
 */
export async function localWork(original: string, signal = new AbortController().signal) {
  const folder = await mkdtemp(join(tmpdir(), 'castline-bench-'));
  const artifacts: Artifact[] = [await artifactOf('original', '', original)];
  let saved = 0;

  const work = (scratch: string): RecordingWork =>
    withDocuments<RecordingWork['config'], ArtifactKind, RecordingFacts>({
      subject: BENCH_SUBJECT,
      details: {
        displayName: 'Bench',
        sourceFileName: 'bench.mp4',
        createdAt: '2026-01-01T00:00:00Z',
      },
      config: processingConfig(),
      artifacts,
      readBytes: ({ key }) => readFile(key),
      readJson: async (kind, schema) => {
        const found = artifacts.find(artifact => artifact.kind === kind);
        return found && schema.parse(JSON.parse(await readFile(found.key, 'utf8')));
      },
      download: ({ key }, path) => copyFile(key, path),
      save: async file => {
        saved += 1;
        const path = join(folder, `${saved}-${file.fileName.replaceAll('/', '-')}`);
        await store(file, path);
        const artifact = await artifactOf(file.kind, file.variant ?? '', path);
        artifacts.push(artifact);
        return artifact;
      },
      interim: noInterim,
      scratch,
      progress: () => undefined,
      signal,
    });

  async function run(stage: RecordingStage) {
    const scratch = await mkdtemp(join(folder, 'scratch-'));
    try {
      return await stage(work(scratch));
    } finally {
      await rm(scratch, { recursive: true });
    }
  }

  return {
    run,
    /** Wall time of one stage in seconds. */
    time: async (stage: RecordingStage) => {
      const began = performance.now();
      await run(stage);
      return (performance.now() - began) / 1000;
    },
    /** Where what a stage made lies, until `remove`. */
    pathOf: (kind: ArtifactKind) => {
      const found = artifacts.find(artifact => artifact.kind === kind);
      if (!found) throw new Error(`No stage made ${kind}.`);
      return found.key;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const store = (file: RecordingFile, path: string) =>
  'path' in file ? copyFile(file.path, path) : writeFile(path, file.body);

const artifactOf = async (kind: Artifact['kind'], variant: string, key: string) => ({
  kind,
  variant,
  key,
  content_type: 'application/octet-stream',
  size_bytes: (await stat(key)).size,
  sha256: '',
  fingerprint: '',
});

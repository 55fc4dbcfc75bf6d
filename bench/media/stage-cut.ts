import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaEngine } from '../../src/adapters/ffmpeg/media-engine.ts';
import { processingConfig } from '../../src/config/processing-config.contract.ts';
import type { ArtifactKind } from '../../src/documents/artifact-kinds.ts';
import type { EditList } from '../../src/documents/edit.contract.ts';
import { probeOf, type Source } from '../../src/media/original/source.ts';
import { renderStage } from '../../src/media/render/render.ts';
import type { Artifact } from '../../src/pipeline/artifact.ts';
import { withDocuments } from '../../src/pipeline/stages/json-documents.ts';
import type { RecordingFacts, RecordingWork } from '../../src/pipelines/recording-work.ts';
import { BENCH_SUBJECT } from '../bench-subject.ts';
import { noInterim } from '../no-interim.ts';

type Cut = {
  engine: MediaEngine;
  input: string;
  output: string;
  folder: string;
  edit: EditList;
  equalChannels: boolean;
};

const original = (key: string): Artifact => ({
  kind: 'original',
  variant: '',
  key,
  content_type: 'video/mp4',
  size_bytes: 1,
  sha256: '',
  fingerprint: '',
});

/**
 * Renders by the stage itself, with a plan of ours instead of one from the sound; in how many seconds,
 * without what analyze does.
 */
export async function stageCut({ engine, input, output, folder, edit, equalChannels }: Cut) {
  const { signal } = new AbortController();
  const source = await engine.inspect(input, { signal });
  const stored: Record<string, unknown> = { edit, probe: probeFor(source, edit, equalChannels) };
  const began = performance.now();
  const outcome = await renderStage(engine)(
    withDocuments<RecordingWork['config'], ArtifactKind, RecordingFacts>({
      subject: BENCH_SUBJECT,
      details: {
        displayName: 'Bench',
        sourceFileName: 'bench.mp4',
        createdAt: '2026-01-01T00:00:00Z',
      },
      config: processingConfig(),
      artifacts: [original(input)],
      readJson: async (kind, schema) => schema.parse(stored[kind]),
      readBytes: async () => new Uint8Array(0),
      download: ({ key }, path) => copyFile(key, path),
      save: async file => {
        if ('path' in file) await copyFile(file.path, output);
        return original(join(folder, 'saved'));
      },
      interim: noInterim,
      scratch: folder,
      progress: () => undefined,
      signal,
    }),
  );
  return { seconds: (performance.now() - began) / 1000, facts: outcome.facts };
}

const probeFor = (source: Source, { source_seconds: seconds }: EditList, equalChannels: boolean) =>
  probeOf(source, {
    sourceSeconds: seconds,
    timing: { rate: '25/1', variable: false, startSeconds: 0, endSeconds: seconds },
    hasAudio: true,
    loudnessLufs: null,
    equalChannels,
    noiseFloorDbfs: null,
    soundShare: 1,
  });

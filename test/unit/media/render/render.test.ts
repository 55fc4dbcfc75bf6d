import { describe, expect, test } from 'vitest';
import { processingConfig } from '#src/config/processing-config.contract.ts';
import { analyzeStage } from '#src/media/analyze/analyze.ts';
import { keepAll } from '#src/media/edit/plan-cuts.ts';
import type { MediaEngine, Output } from '#src/media/ports.ts';
import { renderStage } from '#src/media/render/render.ts';
import type { Artifact } from '#src/pipeline/artifact.ts';
import { StageError } from '#src/pipeline/stages/stage-error.ts';
import type { RecordingFile, RecordingWork } from '#src/pipelines/recording-work.ts';
import type { ArtifactKind } from '../../../../src/documents/artifact-kinds.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import { withDocuments } from '../../../../src/pipeline/stages/json-documents.ts';
import type { RecordingFacts } from '../../../../src/pipelines/recording-work.ts';
import { memoryInterim } from '../../../support/fakes/memory/interim.ts';
import { newWorkspaceId } from '../../../support/samples.ts';
import { probeFor, SOURCE } from '../support/source.ts';

const GOOD: Output = {
  seconds: 60,
  video: { seconds: 60, frames: 1500, width: 1280, height: 720, pixelAspect: '1:1' },
  audio: { seconds: 60, sampleRate: 48_000, channels: 2 },
};
const SHORT: Output = { ...GOOD, seconds: 31 };
const nothing = async () => undefined;

/** An engine whose finished files are these, one after the other. */
function engine(outputs: Output[], more: Partial<MediaEngine> = {}) {
  const calls: string[] = [];
  const note = (name: string) => async () => {
    calls.push(name);
  };
  const ports: MediaEngine = {
    cores: 2,
    readHead: async () => new Uint8Array(0),
    inspect: async () => SOURCE,
    repack: nothing,
    tellsRestart: async () => false,
    joinSessions: async () => false,
    readThrough: async () => Promise.reject(new Error('not read here')),
    encodeSpeech: async () => [],
    tileStills: nothing,
    remux: note('remux'),
    encodePart: note('part'),
    encodeSound: note('sound'),
    join: note('join'),
    scanPackets: async () => ({
      shownSeconds: [],
      starts: new Set(),
      hidden: new Set(),
      trouble: null,
    }),
    splitPackets: async () => [],
    countFrames: async ({ windows }) =>
      windows.map(({ seconds }) => Math.round(seconds * 25 + 0.25)),
    hashFrames: async () => '',
    hearWindows: async () => [],
    glance: async () => new Uint8Array(0),
    inspectOutput: async () => outputs.shift() ?? SHORT,
    decodeEnds: nothing,
    ...more,
  };
  return { ports, calls };
}

const original = (size_bytes: number): Artifact => ({
  kind: 'original',
  variant: '',
  key: 'k',
  content_type: 'video/mp4',
  size_bytes,
  sha256: '',
  fingerprint: '',
});

function work(saved: RecordingFile[], artifacts = [original(1000)], probed = {}): RecordingWork {
  const probe = { ...probeFor(SOURCE, 60), ...probed };
  const stored: Record<string, unknown> = { probe, edit: keepAll(60) };
  return withDocuments<RecordingWork['config'], ArtifactKind, RecordingFacts>({
    subject: { workspaceId: newWorkspaceId(), kind: 'recording', id: newId('recording') },
    details: {
      displayName: 'd',
      sourceFileName: 's',
      createdAt: '2026-01-01T00:00:00Z',
    },
    config: processingConfig(),
    artifacts,
    readJson: async (kind, schema) => schema.parse(stored[kind]),
    readBytes: async () => new Uint8Array(0),
    download: nothing,
    save: async file => {
      saved.push(file);
      return original(1);
    },
    interim: memoryInterim(),
    scratch: '/scratch',
    progress: () => undefined,
    signal: new AbortController().signal,
  });
}

describe('a bad result never ships', () => {
  test('a good copy does', async () => {
    const saved: RecordingFile[] = [];
    const { ports, calls } = engine([GOOD]);
    expect((await renderStage(ports)(work(saved))).facts).toEqual({ method: 'remux', seconds: 60 });
    expect(calls).toEqual(['remux']);
    expect(saved).toHaveLength(1);
  });

  test('a short copy is followed by an encode, and said so', async () => {
    const saved: RecordingFile[] = [];
    const { ports, calls } = engine([SHORT, GOOD]);
    const { facts } = await renderStage(ports)(work(saved));
    expect(facts).toMatchObject({
      method: 'encode',
      refused: expect.stringContaining('file lasts 31'),
    });
    expect(calls.at(-1)).toBe('join');
    expect(saved).toHaveLength(1);
  });

  test('nothing good in the end is a failure to try again', async () => {
    const saved: RecordingFile[] = [];
    const { ports } = engine([SHORT, { ...GOOD, audio: null }, { ...GOOD, video: null }]);
    const run = renderStage(ports)(work(saved));
    await expect(run).rejects.toMatchObject({ code: 'engine_failed', transient: true });
    expect(saved).toEqual([]);
  });

  test('an end that cannot be decoded counts, too', async () => {
    const saved: RecordingFile[] = [];
    const decodeEnds = () => Promise.reject(new StageError('engine_failed', { detail: 'tail' }));
    const { ports } = engine([GOOD, GOOD, GOOD], { decodeEnds });
    await expect(renderStage(ports)(work(saved))).rejects.toMatchObject({ code: 'engine_failed' });
    expect(saved).toEqual([]);
  });
});

describe('a recorder that began anew', () => {
  const restarted = (saved: RecordingFile[]) => work(saved, undefined, { restarted: true });

  test('is packed as it was when it was analyzed', async () => {
    const opened: string[] = [];
    const remux: MediaEngine['remux'] = async ({ path }) => {
      opened.push(path);
    };
    const { ports } = engine([GOOD], { remux, joinSessions: async () => true });
    await renderStage(ports)(restarted([]));
    expect(opened).toEqual([expect.stringMatching(/original\.packed$/)]);
  });

  test('is not cut on another clock than the list is on', async () => {
    const saved: RecordingFile[] = [];
    const { ports, calls } = engine([GOOD]);
    await expect(renderStage(ports)(restarted(saved))).rejects.toMatchObject({
      code: 'engine_failed',
    });
    expect([...calls, ...saved]).toEqual([]);
  });

  test('is left alone where the probe does not tell', async () => {
    const joinSessions = () => Promise.reject(new Error('joined'));
    const { ports } = engine([GOOD], { joinSessions });
    expect((await renderStage(ports)(work([]))).facts).toMatchObject({ method: 'remux' });
  });
});

describe('before any engine runs', () => {
  const untouched = { download: () => Promise.reject(new Error('downloaded')) };

  test('an empty file is refused', async () => {
    const { ports } = engine([]);
    const run = analyzeStage(ports)({ ...work([], [original(0)]), ...untouched });
    await expect(run).rejects.toMatchObject({ code: 'empty_file' });
  });

  test.each([analyzeStage, renderStage])('a missing original is named', async stage => {
    const { ports } = engine([]);
    await expect(stage(ports)({ ...work([], []), ...untouched })).rejects.toMatchObject({
      code: 'missing_input',
    });
  });
});

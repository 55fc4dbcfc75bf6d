import { describe, expect, test } from 'vitest';
import type { MediaEngine } from '#src/adapters/ffmpeg/media-engine.ts';
import { processingConfig } from '#src/config/processing-config.contract.ts';
import type { ArtifactKind } from '#src/documents/artifact-kinds.ts';
import { keepAll } from '#src/media/edit/plan-cuts.ts';
import { renderStage } from '#src/media/render/render.ts';
import type { Artifact } from '#src/pipeline/artifact.ts';
import { withDocuments } from '#src/pipeline/stages/json-documents.ts';
import { StageError } from '#src/pipeline/stages/stage-error.ts';
import type {
  RecordingFacts,
  RecordingFile,
  RecordingWork,
} from '#src/pipelines/recording-work.ts';
import { memoryInterim } from '../../../support/fakes/memory/interim.ts';
import { newWorkspaceId } from '../../../support/samples.ts';
import { ENCODED, fakeEngine, GOOD, SHORT } from '../support/fake-engine.ts';
import { probeFor, SOURCE } from '../support/source.ts';

const nothing = async () => undefined;

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
    subject: { workspaceId: newWorkspaceId(), kind: 'recording', id: 'rec_1' },
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
    const { ports, calls } = fakeEngine([GOOD]);
    expect((await renderStage(ports)(work(saved))).facts).toEqual({ method: 'remux', seconds: 60 });
    expect(calls).toEqual(['remux']);
    expect(saved).toHaveLength(1);
  });

  test('a short copy is followed by an encode, and said so', async () => {
    const saved: RecordingFile[] = [];
    const { ports, calls } = fakeEngine([SHORT, GOOD]);
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
    const { ports } = fakeEngine([SHORT, { ...GOOD, audio: null }, { ...GOOD, video: null }]);
    const run = renderStage(ports)(work(saved));
    await expect(run).rejects.toMatchObject({ code: 'engine_failed', transient: true });
    expect(saved).toEqual([]);
  });

  test('an end that cannot be decoded counts, too', async () => {
    const saved: RecordingFile[] = [];
    const decodeEnds = () => Promise.reject(new StageError('engine_failed', { detail: 'tail' }));
    const { ports } = fakeEngine([GOOD, GOOD, GOOD], { decodeEnds });
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
      return { loudnessLufs: null };
    };
    const { ports } = fakeEngine([GOOD], { remux, joinSessions: async () => ({ damaged: false }) });
    await renderStage(ports)(restarted([]));
    expect(opened).toEqual([expect.stringMatching(/original\.packed$/)]);
  });

  test('is not cut on another clock than the list is on', async () => {
    const saved: RecordingFile[] = [];
    const { ports, calls } = fakeEngine([GOOD]);
    await expect(renderStage(ports)(restarted(saved))).rejects.toMatchObject({
      code: 'engine_failed',
    });
    expect([...calls, ...saved]).toEqual([]);
  });

  test('is left alone where the probe does not tell', async () => {
    const joinSessions = () => Promise.reject(new Error('joined'));
    const { ports } = fakeEngine([GOOD], { joinSessions });
    expect((await renderStage(ports)(work([]))).facts).toMatchObject({ method: 'remux' });
  });
});

test('a missing original is named before any engine runs', async () => {
  const { ports } = fakeEngine([]);
  const download = () => Promise.reject(new Error('downloaded'));
  await expect(renderStage(ports)({ ...work([], []), download })).rejects.toMatchObject({
    code: 'missing_input',
  });
});

describe('what engines found out comes back with the result', () => {
  const loud = { sound: { loudness: { enabled: true } } };
  const encodePart = async () => ({ damaged: true });

  test('damage in a part of the picture is told to the customer', async () => {
    const { ports } = fakeEngine([SHORT, GOOD], { encodePart });
    expect((await renderStage(ports)(work([]))).note).toMatch(/damaged/);
  });

  test('so is damage that only a refused method met', async () => {
    const parts = [{ damaged: true }];
    const once = async () => parts.shift() ?? { damaged: false };
    const { ports } = fakeEngine([SHORT, { ...GOOD, audio: null }, GOOD], { encodePart: once });
    const { facts, note } = await renderStage(ports)(work([]));
    expect(facts?.refused).toContain('encode: sound missing');
    expect(note).toMatch(/damaged/);
  });

  test('without damage there is nothing to tell', async () => {
    const { ports } = fakeEngine([SHORT, GOOD]);
    expect(await renderStage(ports)(work([]))).not.toHaveProperty('note');
  });

  test('loudness is that of the accepted file', async () => {
    const measured = [-14.2, -13.9];
    const encodeSound = async () => ({ ...ENCODED, loudnessLufs: measured.shift() ?? null });
    const remux = async () => ({ loudnessLufs: -13.8 });
    const { ports } = fakeEngine([SHORT, GOOD], { encodeSound, remux });
    const made = await renderStage(ports)({ ...work([]), config: processingConfig(loud) });
    expect(made.facts).toMatchObject({ method: 'encode', loudness_lufs: -14.2 });
  });
});

import { expect, test } from 'vitest';
import { processingConfig } from '../../../src/config/processing-config.contract.ts';
import { asStageError, fromWire, toWire } from '../../../src/pipeline/stages/as-stage-error.ts';
import { fingerprintOf } from '../../../src/pipeline/stages/fingerprint.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import { estimateSeconds, overallProgress } from '../../../src/pipeline/tasks/task.ts';
import { readsOf, STAGES, stageDefinition } from '../../../src/pipelines/recording.ts';
import { canMove, RECORDING_STATUSES } from '../../../src/recordings/recording-status.ts';
import { sampleRecording, sampleTask } from '../../support/samples.ts';

test.each([
  { error: { Error: 'StageFailed', Cause: '{"code":"empty_file"}' }, code: 'empty_file' },
  {
    error: {
      Error: 'StageFailed',
      Cause: '{"errorType":"StageFailed","errorMessage":"{\\"code\\":\\"bad_sidecar\\"}"}',
    },
    code: 'bad_sidecar',
  },
  { error: { Error: 'States.HeartbeatTimeout' }, code: 'lost' },
  { error: { Error: 'Runtime.ExitError', Cause: 'RequestId: 1' }, code: 'lost' },
  {
    error: { Error: 'TypeError', Cause: '{"errorMessage":"x is undefined"}' },
    code: 'engine_failed',
  },
  { error: { Error: 'StageFailed', Cause: '{"code":"constructor"}' }, code: 'engine_failed' },
])('$error.Error is recorded as $code', ({ error, code }) => {
  expect(fromWire(error)).toBe(code);
});

test('only transient errors carry the name that is retried', () => {
  expect(toWire(new StageError('lost')).name).toBe('StageTransient');
  expect(toWire(new StageError('not_media')).name).toBe('StageFailed');
});

test('a throttled service is transient, a bug is a failed engine', () => {
  const throttled = Object.assign(new Error('slow down'), { $metadata: {} });
  expect(asStageError(throttled).code).toBe('storage_unavailable');
  expect(asStageError(new TypeError('x')).code).toBe('engine_failed');
});

const recording = {
  recordingId: 'rec_1',
  workspaceId: 'wsp_1',
  displayName: 'A',
  sourceFileName: 'a.mp4',
  createdAt: '2026-01-01T00:00:00Z',
};
const original = {
  kind: 'original' as const,
  variant: '',
  key: 'k',
  content_type: 'video/mp4',
  size_bytes: 1,
  sha256: 'a',
  fingerprint: 'source',
};
const inputs = { artifacts: [original], config: processingConfig(), recording, provider: '' };

test.each([
  { name: 'another file', change: { artifacts: [{ ...original, sha256: 'b' }] }, same: false },
  { name: 'another key', change: { artifacts: [{ ...original, key: 'k2' }] }, same: true },
  {
    name: 'its own setting',
    change: { config: processingConfig({ trim: { enabled: false } }) },
    same: false,
  },
  {
    name: "another stage's setting",
    change: { config: processingConfig({ topics: { enabled: false } }) },
    same: true,
  },
  { name: 'another name', change: { recording: { ...recording, displayName: 'B' } }, same: true },
  { name: 'another provider', change: { provider: 'x' }, same: false },
])('with $name the fingerprint of analyze is the same: $same', ({ change, same }) => {
  const stage = stageDefinition('analyze');
  const equal = fingerprintOf(stage, inputs) === fingerprintOf(stage, { ...inputs, ...change });
  expect(equal).toBe(same);
});

test('a new name re-does the metadata only', () => {
  const renamed = { ...inputs, recording: { ...recording, displayName: 'B' } };
  const changed = STAGES.filter(
    stage => fingerprintOf(stage, inputs) !== fingerprintOf(stage, renamed),
  );
  expect(changed.map(({ name }) => name)).toEqual(['metadata']);
});

test('every stage reads only what came in or what an earlier stage makes', () => {
  const known = new Set<string>(['original', 'sidecar', 'manual_edit']);
  const config = processingConfig();
  for (const stage of STAGES) {
    for (const kind of readsOf(stage, config)) expect(known).toContain(kind);
    for (const kind of stage.makes) known.add(kind);
  }
});

const BURN_IN = { picture: { burn_in: { enabled: true } } };
const captionsWith = (sha256: string) => [{ ...original, kind: 'burn_in' as const, sha256 }];

test.each([
  { name: 'burns them in', config: BURN_IN, same: false },
  { name: 'does not', config: {}, same: true },
  {
    name: 'has no words',
    config: { ...BURN_IN, transcription: { enabled: false } },
    same: true,
  },
])('other captions, where the picture $name: the render is the same: $same', row => {
  const stage = stageDefinition('render');
  const fingerprint = (sha256: string) => {
    const config = processingConfig(row.config);
    return fingerprintOf(stage, { ...inputs, config, artifacts: captionsWith(sha256) });
  };
  expect(fingerprint('a') === fingerprint('b')).toBe(row.same);
});

test('burnt in, words are made even where no subtitles are wanted', () => {
  const { enabled } = stageDefinition('subtitles');
  const none = { subtitles: { enabled: false } };
  expect(enabled?.(processingConfig(none))).toBe(false);
  expect(enabled?.(processingConfig({ ...none, ...BURN_IN }))).toBe(true);
  const mute = { ...none, ...BURN_IN, transcription: { enabled: false } };
  expect(enabled?.(processingConfig(mute))).toBe(false);
});

test('the way through the stages is a legal way through the states', () => {
  const way = STAGES.flatMap(stage =>
    'statusAfter' in stage ? [stage.status, stage.statusAfter] : [stage.status],
  );
  const full = ['DOWNLOADED' as const, ...way, 'READY' as const];
  for (let index = 1; index < full.length; index += 1) {
    const [from, to] = [full[index - 1], full[index]];
    if (from && to) expect(canMove(from, to), `${from} → ${to}`).toBe(true);
  }
});

test('nothing leaves EXPIRED, and READY is not reached from the side', () => {
  expect(RECORDING_STATUSES.filter(to => canMove('EXPIRED', to))).toEqual(['EXPIRED']);
  expect(RECORDING_STATUSES.filter(from => canMove(from, 'READY'))).toEqual(['UPLOADING', 'READY']);
});

test('progress weighs the stages and reaches 100 only with success', () => {
  const all = Object.fromEntries(STAGES.map(({ name }) => [name, 100]));
  const task = sampleTask(sampleRecording(), { status: 'RUNNING', progress: all, startedAt: 0 });
  expect(overallProgress(task)).toBe(99);
  expect(overallProgress({ ...task, status: 'SUCCEEDED' })).toBe(100);
  expect(overallProgress({ ...task, progress: { analyze: 50 } })).toBe(5);
});

test('the estimate follows the pace and stays away while it would be a guess', () => {
  const task = sampleTask(sampleRecording(), {
    status: 'RUNNING',
    startedAt: 1000,
    progress: { analyze: 100, render: 100 },
  });
  expect(estimateSeconds(task, 51_000)).toBe(50);
  expect(estimateSeconds({ ...task, progress: {} }, 51_000)).toBeUndefined();
});

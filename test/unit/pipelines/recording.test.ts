import { expect, test } from 'vitest';
import { processingConfig } from '../../../src/config/processing-config.contract.ts';
import { readsOf, stageRow, waits } from '../../../src/pipeline/pipeline.ts';
import { fingerprintOf } from '../../../src/pipeline/stages/fingerprint.ts';
import { statusesBefore } from '../../../src/pipeline/statuses.ts';
import { recordingPipeline, STAGE_NAMES, STAGES } from '../../../src/pipelines/recording.ts';
import {
  RECORDING_STATUSES,
  recordingStatusesBefore,
} from '../../../src/pipelines/recording-status.ts';

const rowOf = (name: string) => stageRow(recordingPipeline, name);

const details = {
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
const inputs = { artifacts: [original], config: processingConfig(), details, provider: '' };

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
  { name: 'another name', change: { details: { ...details, displayName: 'B' } }, same: true },
  { name: 'another provider', change: { provider: 'x' }, same: false },
])('with $name the fingerprint of analyze is the same: $same', ({ change, same }) => {
  const stage = rowOf('analyze');
  const equal = fingerprintOf(stage, inputs) === fingerprintOf(stage, { ...inputs, ...change });
  expect(equal).toBe(same);
});

/** Stages with another fingerprint: of those that have the same files. */
const redoneFor = (overrides: object) => {
  const changed = { ...inputs, config: processingConfig(overrides) };
  return STAGES.filter(stage => fingerprintOf(stage, inputs) !== fingerprintOf(stage, changed)).map(
    ({ name }) => name,
  );
};

test.each([
  { change: { sound: { loudness: { enabled: true } } }, redone: ['render'] },
  // Which tracks were taken is in its probe.
  { change: { sound: { tracks: 'first' } }, redone: ['analyze'] },
  { change: { trim: { margin_seconds: 1 } }, redone: ['analyze'] },
  { change: { trim: { spare_words: true } }, redone: ['edit'] },
  {
    change: { picture: { burn_in: { enabled: true } } },
    redone: ['render', 'subtitles', 'publish'],
  },
  { change: { picture: { burn_in: { preset: 'box' } } }, redone: ['subtitles'] },
  { change: { picture: { watermark: { text: 'mine' } } }, redone: ['render'] },
  { change: { picture: { vertical: 'crop' } }, redone: ['render', 'subtitles', 'publish'] },
  { change: { subtitles: { style: 'box' } }, redone: ['subtitles'] },
  { change: { metadata: { time_zone: 'Asia/Tokyo' } }, redone: ['metadata'] },
  { change: { topics: { granularity: 'short' } }, redone: ['topics'] },
  { change: { transcription: { prompt: 'Landau' } }, redone: ['transcribe'] },
])('$change re-does $redone', ({ change, redone }) => {
  expect(redoneFor(change)).toEqual(redone);
});

test('every setting is one of some stage', () => {
  const named = STAGES.flatMap(({ settings }): readonly string[] => settings);
  // Whether a run publishes at all, or begins, changes nothing of what is made.
  const { output: _output, blank: _blank, ...shaping } = processingConfig();
  const forgotten = Object.entries(shaping).flatMap(([section, fields]) =>
    Object.keys(fields)
      .map(field => `${section}.${field}`)
      .filter(path => !named.includes(section) && !named.includes(path)),
  );
  expect(forgotten).toEqual([]);
});

test('a new name re-does the metadata only', () => {
  const renamed = { ...inputs, details: { ...details, displayName: 'B' } };
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
  const stage = rowOf('render');
  const fingerprint = (sha256: string) => {
    const config = processingConfig(row.config);
    return fingerprintOf(stage, { ...inputs, config, artifacts: captionsWith(sha256) });
  };
  expect(fingerprint('a') === fingerprint('b')).toBe(row.same);
});

test('burnt in, words are made even where no subtitles are wanted', () => {
  const { enabled } = rowOf('subtitles');
  const none = { subtitles: { enabled: false } };
  expect(enabled?.(processingConfig(none))).toBe(false);
  expect(enabled?.(processingConfig({ ...none, ...BURN_IN }))).toBe(true);
  const mute = { ...none, ...BURN_IN, transcription: { enabled: false } };
  expect(enabled?.(processingConfig(mute))).toBe(false);
});

test('the statuses that the stages announce are a legal way through the statuses', () => {
  const way = recordingPipeline.stages.flatMap(({ status, statusAfter = status }) => [
    status,
    statusAfter,
  ]);
  const { statuses } = recordingPipeline;
  const full = [statuses.start, ...way, statuses.done];
  for (const [index, to] of full.slice(1).entries()) {
    expect(statusesBefore(statuses, to)).toContain(full[index]);
  }
});

test('nothing leaves EXPIRED, and READY is not reached from the side', () => {
  const fromExpired = RECORDING_STATUSES.filter(to =>
    recordingStatusesBefore(to).includes('EXPIRED'),
  );
  expect(fromExpired).toEqual(['EXPIRED']);
  expect(recordingStatusesBefore('READY')).toEqual(['UPLOADING', 'READY']);
});

test('the order names every stage once', () => {
  const named = recordingPipeline.order.flatMap(step =>
    typeof step === 'string' ? [step] : [...step.first.stages, ...step.second.stages],
  );
  expect([...named].sort()).toEqual([...STAGE_NAMES].sort());
});

test.each([
  { name: 'no burnt-in words', config: {}, waiting: false },
  { name: 'burnt-in words', config: BURN_IN, waiting: true },
])('with $name the picture waits: $waiting', ({ config, waiting }) => {
  expect(waits(recordingPipeline, processingConfig(config))).toBe(waiting);
});

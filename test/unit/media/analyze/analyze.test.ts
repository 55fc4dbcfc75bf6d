import { describe, expect, test } from 'vitest';
import type { MediaEngine } from '#src/adapters/ffmpeg/media-engine.ts';
import { analyzeStage } from '#src/media/analyze/analyze.ts';
import type { Reading } from '#src/media/original/ports.ts';
import { runStage } from '../../../support/stage-run.ts';
import { fakeEngine } from '../support/fake-engine.ts';
import { SOURCE } from '../support/source.ts';

const READING: Reading = {
  pcmPath: '/scratch/speech.pcm',
  loudnessLufs: -20,
  equalChannels: false,
  cancelled: null,
  soundChanges: false,
  lostSeconds: 0,
  pictures: {
    seconds: Array.from({ length: 250 }, (_, frame) => frame / 25),
    lastDurationSeconds: 0.04,
  },
  pictureSizes: [],
  stills: [],
  damaged: false,
  pictureDamaged: false,
  jumpsBack: false,
};

/** Half a second of a loud tone in each of ten seconds. */
const sound = Int16Array.from({ length: 160_000 }, (_, at) =>
  at % 16_000 < 8000 ? 12_000 * Math.sin(at / 5) : 0,
);

/** The stage over an engine that reads this. */
function analyze(reading: Partial<Reading>, more: Partial<MediaEngine> = {}) {
  const { ports } = fakeEngine([], {
    readHead: async () => new Uint8Array(16),
    readThrough: async ({ onPcm }) => {
      onPcm(sound);
      return { ...READING, ...reading };
    },
    encodeSpeech: async ({ chunks }) => chunks.map((_, index) => `/scratch/${index}.flac`),
    ...more,
  });
  return runStage(analyzeStage(ports), { files: { original: '' } });
}

describe('before any engine runs', () => {
  test('a missing original is named', async () => {
    const { ports } = fakeEngine([]);
    await expect(runStage(analyzeStage(ports))).rejects.toMatchObject({ code: 'missing_input' });
  });

  test('an empty file is refused', async () => {
    const readHead = async () => new Uint8Array(0);
    await expect(analyze({}, { readHead })).rejects.toMatchObject({ code: 'empty_file' });
  });
});

test('what later stages read is saved', async () => {
  const { outcome, saved, progress } = await analyze({});
  const kinds = new Set(saved.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(
    ['automatic_edit', 'levels', 'probe', 'speech', 'speech_audio', 'waveform'].sort(),
  );
  expect(outcome).toEqual({ facts: { source_seconds: 10, cuts: expect.any(Number) } });
  expect(progress.at(-1)).toBe(100);
});

describe('a damaged file is told to the customer', () => {
  const packed = { inspect: async () => ({ ...SOURCE, needsRepack: true }) };

  test.each([
    ['as reading found out', { damaged: true }, {}],
    ['as packing it found out', {}, { ...packed, repack: async () => ({ damaged: true }) }],
  ])('%s', async (_, reading, more) => {
    expect((await analyze(reading, more)).outcome.note).toMatch(/damaged/);
  });

  test('and one that is whole is not', async () => {
    expect((await analyze({}, packed)).outcome).not.toHaveProperty('note');
  });
});

test('sessions that show only when all is read are joined, and read again', async () => {
  const read: string[] = [];
  const readThrough: MediaEngine['readThrough'] = async ({ path, onPcm }) => {
    read.push(path);
    onPcm(sound);
    return { ...READING, jumpsBack: !path.endsWith('.packed') };
  };
  const joinSessions = async () => ({ damaged: false });
  const { saved } = await analyze({}, { readThrough, joinSessions });
  expect(read).toEqual(['/scratch/original', '/scratch/original.packed']);
  const probe = saved.find(({ kind }) => kind === 'probe');
  expect(JSON.parse(probe?.text ?? '')).toMatchObject({ restarted: true });
});

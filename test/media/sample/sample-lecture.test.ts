import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fasterWhisper } from '#src/adapters/speech/offline/faster-whisper.ts';
import { atLevel, audiblePart } from '../../../local/sample/loudness.ts';
import { makeSampleLecture } from '../../../local/sample/make-sample-lecture.ts';
import { ffmpeg, runProgram } from '../../../local/sample/run-program.ts';
import { SampleTruth } from '../../../local/sample/truth.contract.ts';
import { espeak, SPEECH_RATE } from '../../../local/sample/voice.ts';
import { wordErrorRate } from '../../../local/sample/word-error-rate.ts';
import { textOf } from '../../support/spoken.ts';
import { decodePixels, decodeSound, RATE, rmsDbfs } from './decode.ts';

let folder: string;
let video: string;
let truth: SampleTruth;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
  video = join(folder, 'lecture.mp4');
  truth = await makeSampleLecture({ outputPath: video, seconds: 40, seed: 7, fast: true });
});
afterAll(() => rm(folder, { recursive: true }));

async function probe() {
  const entries =
    'format=duration:stream=codec_name,width,height,avg_frame_rate,sample_rate,channels';
  const output = await runProgram('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    entries,
    '-of',
    'json',
    video,
  ]);
  return JSON.parse(output.toString());
}

test('the file is a common mp4 of the length that the truth says', async () => {
  const { format, streams } = await probe();
  expect(streams).toMatchObject([
    { codec_name: 'h264', width: 640, height: 360, avg_frame_rate: '25/1' },
    { codec_name: 'aac', sample_rate: '48000', channels: 2 },
  ]);
  expect(Number(format.duration)).toBeCloseTo(truth.duration_seconds, 2);
  expect(truth.duration_seconds).toBeGreaterThan(34);
  expect(truth.duration_seconds).toBeLessThan(46);
});

test('the index is at the front', async () => {
  const file = await open(video);
  const { buffer } = await file.read(Buffer.alloc(64), 0, 64, 0);
  await file.close();
  expect(buffer.includes('moov')).toBe(true);
});

test('the truth beside the video is the one returned, and covers every moment once', async () => {
  const written = SampleTruth.parse(JSON.parse(await readFile(`${video}.truth.json`, 'utf8')));
  expect(written).toEqual(truth);
  const pieces = [...truth.silences, ...truth.utterances].sort((a, b) => a.start - b.start);
  const ends = [0, ...pieces.map(piece => piece.end)];
  expect(pieces.map(piece => piece.start)).toEqual(ends.slice(0, -1));
  expect(ends.at(-1)).toBe(truth.duration_seconds);
  expect(pieces.at(0)).toMatchObject({ kind: 'head' });
  expect(pieces.at(-1)).toMatchObject({ kind: 'tail' });
  const pauses = truth.silences.filter(({ kind }) => kind === 'pause');
  expect(pauses.length).toBeGreaterThan(1);
  for (const { start, end } of pauses) expect(end - start).toBeGreaterThanOrEqual(4);
});

describe('the sound', () => {
  /** The encoder smears an edge over a few milliseconds. */
  const EDGE_SECONDS = 0.05;
  /** Five times its level: once in hours. */
  const LOUDEST_NOISE = 0.005;
  let sound: Float32Array;
  beforeAll(async () => {
    sound = await decodeSound(video);
  });

  test('silences hold the noise of a room and nothing else', () => {
    for (const { start, end } of truth.silences) {
      const level = rmsDbfs(sound, start + EDGE_SECONDS, end - EDGE_SECONDS);
      expect(Math.abs(level - truth.noise_dbfs)).toBeLessThan(1);
    }
  });

  test('utterances have the level of speech', () => {
    for (const { start, end } of truth.utterances) {
      expect(Math.abs(rmsDbfs(sound, start, end) - truth.speech_dbfs)).toBeLessThan(1.5);
    }
  });

  test('each long silence ends within milliseconds of where the truth says', () => {
    for (const { end } of truth.silences.filter(({ kind }) => kind !== 'tail')) {
      const from = Math.round((end - 0.1) * RATE);
      const onset = sound.subarray(from).findIndex(sample => Math.abs(sample) > LOUDEST_NOISE);
      expect(Math.abs((from + onset) / RATE - end)).toBeLessThan(0.02);
    }
  });
});

test('slides change on the frames that the truth says', async () => {
  const pixels = await decodePixels(video, 4, 100);
  const changes = pixels.flatMap((pixel, frame) => {
    const before = pixels[frame - 1] ?? Buffer.alloc(3);
    const distance = pixel.reduce((sum, value, i) => sum + Math.abs(value - (before[i] ?? 0)), 0);
    return distance > 60 ? [frame] : [];
  });
  expect(changes).toEqual(truth.slides.map(({ start }) => Math.round(start * 25)));
  expect(pixels).toHaveLength(Math.round(truth.duration_seconds * 25));
});

test('the offline engine understands nearly all of it', async () => {
  const path = join(folder, 'speech.flac');
  await ffmpeg(['-i', video, '-ac', '1', '-ar', '16000', path]);
  const engine = fasterWhisper();
  const clip = { path, name: 'speech.flac', durationSeconds: truth.duration_seconds };
  const request = { language: 'auto', prompt: '' };
  const { words, language } = await engine.transcribe(clip, request, new AbortController().signal);
  await engine.close?.();
  expect(language).toBe('en');
  const said = truth.utterances.map(({ text }) => text).join(' ');
  expect(wordErrorRate(said, textOf(words))).toBeLessThan(0.1);
  const heard = textOf(words).toLowerCase();
  for (const { key_terms } of truth.topics) {
    expect(key_terms.filter(term => heard.includes(term)).length).toBeGreaterThanOrEqual(2);
  }
});

test('the voice that stands in where ffmpeg cannot speak speaks too', async () => {
  const samples = await espeak.speak('A "river": 100% water.', { folder, name: 'stand-in' });
  const heard = audiblePart(atLevel(samples, -20), -50);
  expect(heard.length / SPEECH_RATE).toBeGreaterThan(1);
  expect(heard.length / SPEECH_RATE).toBeLessThan(5);
});

test('the same seed makes the same lecture, another one another', async () => {
  const make = async (name: string, seed: number) => {
    const outputPath = join(folder, `${name}.mp4`);
    const made = await makeSampleLecture({ outputPath, seconds: 20, seed, fast: true });
    const bytes = await readFile(outputPath);
    return { made, digest: createHash('sha256').update(bytes).digest('hex') };
  };
  const [first, second, other] = [await make('a', 1), await make('b', 1), await make('c', 2)];
  expect(second).toEqual(first);
  expect(other.made.silences).not.toEqual(first.made.silences);
  expect(other.digest).not.toBe(first.digest);
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { joinSpeech } from '#src/adapters/speech/join-speech.ts';
import { planFiles } from '#src/speech/batch/plan-files.ts';
import { ffmpeg } from '../support/clips.ts';
import { engine, testFolder } from '../support/engine.ts';

const RATE = 16_000;
const folder = testFolder();
const signal = new AbortController().signal;

/** A minute in which no two stretches are alike. */
const original = Int16Array.from({ length: 60 * RATE }, (_, at) => ((at * 7919) % 20_011) - 10_000);

const samplesOf = (path: string) => {
  const raw = ffmpeg(['-i', path, '-f', 's16le', '-']);
  return new Int16Array(new Uint8Array(raw).buffer);
};

/** Chunks of a minute, joined for the provider, and where each is meant to be. */
async function joined(ranges: readonly { start: number; end: number }[]) {
  const pcmPath = join(folder, 'speech.pcm');
  writeFileSync(pcmPath, original);
  const paths = await engine.encodeSpeech({ pcmPath, folder, chunks: ranges, signal });
  const chunks = ranges.map((range, index) => ({
    ...range,
    name: paths[index] ?? '',
    size: 1,
  }));
  const [file] = planFiles(chunks, Number.POSITIVE_INFINITY);
  if (!file) throw new Error('nothing planned');
  const target = join(folder, `joined-${ranges.length}.flac`);
  const parts = file.parts.map(({ name, seconds }) => ({ path: name, seconds }));
  await joinSpeech('ffmpeg')({ parts, target, signal });
  return { file, samples: samplesOf(target) };
}

test('every sample is where the plan says, and the pauses are silent', async () => {
  const ranges = [
    { start: 1.001, end: 4.337 },
    { start: 4.337, end: 6 },
    { start: 6.2, end: 9.999 },
    { start: 30.05, end: 33.123 },
    { start: 50, end: 50.061 },
  ];
  const { file, samples } = await joined(ranges);
  expect(samples).toHaveLength(Math.round(file.seconds * RATE));
  const expected = new Int16Array(samples.length);
  for (const { fileStart, start, end } of file.pieces) {
    const sound = original.subarray(Math.round(start * RATE), Math.round(end * RATE));
    expected.set(sound, Math.round(fileStart * RATE));
  }
  expect(samples.findIndex((sample, at) => sample !== expected[at])).toBe(-1);
});

test('hundreds of chunks neither drift nor need as many inputs', async () => {
  const ranges = Array.from({ length: 300 }, (_, index) => ({
    start: index * 0.2,
    end: index * 0.2 + 0.133,
  }));
  const { file, samples } = await joined(ranges);
  const { fileStart, start } = file.pieces.at(-1) ?? { fileStart: 0, start: 0 };
  const at = Math.round(fileStart * RATE);
  expect(samples.slice(at, at + 100)).toEqual(original.slice(start * RATE, start * RATE + 100));
  expect(samples).toHaveLength(Math.round(file.seconds * RATE));
});

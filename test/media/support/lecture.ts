import { join } from 'node:path';
import { clip, ffmpeg, lavfi } from './clips.ts';

const RATE = 16_000;
type Outline = {
  sentences: readonly string[];
  /** Seconds of silence before each sentence, and after the last one. */
  silences: readonly number[];
  /** Sentences are spoken at these volumes: people turn away and mumble. */
  volumes: readonly number[];
};

const LECTURE: Outline = {
  sentences: [
    'good morning and welcome back to the course',
    'today we look at the second law of thermodynamics',
    'heat flows from the hot body to the cold one',
    'never the other way round by itself',
    'are there any questions so far',
    'please write this down',
  ],
  silences: [3, 0.5, 2.6, 0.9, 4.2, 3.1, 2.5],
  volumes: [1, 0.6, 1, 0.4, 1, 0.5],
};
const AUDIBLE = 200;

type Silence = { start: number; end: number };

/** A spoken lecture whose silences are known to the sample: by construction, not by listening. */
export function makeLecture(folder: string, outline = LECTURE) {
  const { sentences, volumes } = outline;
  const spoken = sentences.map((text, index) => speak(text, volumes[index] ?? 1, index));
  const silences: Silence[] = [];
  const pieces: Int16Array[] = [];
  let samples = 0;
  for (const [index, seconds] of outline.silences.entries()) {
    const start = samples / RATE;
    pieces.push(new Int16Array(seconds * RATE), spoken[index] ?? new Int16Array(0));
    samples += seconds * RATE + (spoken[index]?.length ?? 0);
    silences.push({ start, end: start + seconds });
  }
  const pcm = Buffer.concat(pieces.map(({ buffer }) => new Uint8Array(buffer)));
  const path = join(folder, 'lecture.wav');
  ffmpeg(['-f', 's16le', '-ar', `${RATE}`, '-ac', '1', '-i', 'pipe:0', path], pcm);
  return { path, silences, seconds: samples / RATE };
}

/** One sentence without the silence around it. */
function speak(text: string, volume: number, index: number): Int16Array {
  const voice = index % 2 ? 'slt' : 'kal';
  const graph = `flite=text='${text}':voice=${voice},volume=${volume}`;
  const raw = ffmpeg([...lavfi(graph), '-ar', `${RATE}`, '-ac', '1', '-f', 's16le', '-']);
  const pcm = Int16Array.from({ length: raw.length / 2 }, (_, at) => raw.readInt16LE(at * 2));
  const audible = (sample: number) => Math.abs(sample) > AUDIBLE * volume;
  return pcm.slice(pcm.findIndex(audible), pcm.findLastIndex(audible) + 1);
}

/** The lecture in a room with this much pink noise. */
export const withNoise = (folder: string, path: string, amplitude: number) =>
  clip(folder, `noisy-${amplitude}.wav`, [
    ...['-i', path, ...lavfi(`anoisesrc=r=${RATE}:c=pink:a=${amplitude}:seed=3`)],
    ...['-filter_complex', 'amix=inputs=2:duration=first:normalize=0'],
  ]);

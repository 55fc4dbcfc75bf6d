import type { SpeechAudio } from '#src/documents/speech-audio.contract.ts';
import { ffmpeg } from './clips.ts';

const RATE = 16_000;
const WINDOW = RATE * 0.01;
/** A quarter of the tone that clips are made with. */
const AUDIBLE = 0.12;
/** Tones that are further apart are two. */
const APART_SECONDS = 0.1;

/** Seconds at which a tone of this frequency begins, as one loudspeaker plays the file. */
export function toneStarts(path: string, hertz: number): number[] {
  const bytes = ffmpeg(['-i', path, '-vn', '-ac', '1', '-ar', `${RATE}`, '-f', 'f32le', '-']);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const starts: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at + WINDOW <= samples.length; at += WINDOW) {
    if (amplitude(samples.subarray(at, at + WINDOW), hertz) < AUDIBLE) continue;
    const seconds = at / RATE;
    if (seconds - last > APART_SECONDS) starts.push(seconds);
    last = seconds;
  }
  return starts;
}

/** How loud one frequency is in some samples. */
function amplitude(samples: Float32Array, hertz: number) {
  let [real, imaginary] = [0, 0];
  samples.forEach((sample, at) => {
    const phase = (2 * Math.PI * hertz * at) / RATE;
    real += sample * Math.cos(phase);
    imaginary += sample * Math.sin(phase);
  });
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

/** The same in what goes to speech to text, on the original's clock. */
export function spokenTones(
  { chunks }: SpeechAudio,
  pathOf: (name: string) => string,
  hertz: number,
) {
  return chunks.flatMap(({ name, start }) => toneStarts(pathOf(name), hertz).map(at => start + at));
}

import { ffmpeg } from '../../../local/sample/run-program.ts';

export const RATE = 48_000;

/** The left channel, full scale 1. A mix to floats by `-ac 1` would be three decibels louder. */
export async function decodeSound(file: string) {
  const left = ['-af', 'pan=mono|c0=c0', '-ar', `${RATE}`];
  const bytes = await ffmpeg(['-i', file, ...left, '-f', 'f32le', 'pipe:1']);
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** One pixel of each frame as `rrggbb`. */
export async function decodePixels(file: string, x: number, y: number) {
  const filter = `crop=2:2:${x}:${y},scale=1:1,format=rgb24`;
  const bytes = await ffmpeg(['-i', file, '-vf', filter, '-f', 'rawvideo', 'pipe:1']);
  return Array.from({ length: bytes.length / 3 }, (_, index) =>
    bytes.subarray(index * 3, index * 3 + 3),
  );
}

export function rmsDbfs(sound: Float32Array, start: number, end: number) {
  const part = sound.subarray(Math.round(start * RATE), Math.round(end * RATE));
  const squares = part.reduce((sum, sample) => sum + sample * sample, 0);
  return 10 * Math.log10(squares / part.length);
}

import { ffmpeg } from './clips.ts';

const SIZE = 16;
const SAMPLE_RATE = 48_000;

/** Seconds at which the picture turns white, by frame number at a constant rate. */
export function flashStarts(path: string, framesPerSecond: number): number[] {
  const small = ['-vf', `scale=${SIZE}:${SIZE}`, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  const pixels = ffmpeg(['-i', path, '-an', '-fps_mode', 'passthrough', ...small]);
  const frames = pixels.length / SIZE ** 2;
  const white = Array.from({ length: frames }, (_, frame) => {
    const picture = pixels.subarray(frame * SIZE ** 2, (frame + 1) * SIZE ** 2);
    return picture.reduce((sum, value) => sum + value, 0) / SIZE ** 2 > 215;
  });
  return rises(white).map(frame => frame / framesPerSecond);
}

/** Seconds at which a loud sound begins after at least 100 ms without one. */
export function beepStarts(path: string): number[] {
  const args = ['-ac', '1', '-ar', `${SAMPLE_RATE}`, '-f', 's16le', '-'];
  const pcm = ffmpeg(['-i', path, '-vn', ...args]);
  const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length / 2);
  const starts: number[] = [];
  let lastLoud = Number.NEGATIVE_INFINITY;
  samples.forEach((sample, index) => {
    if (Math.abs(sample) < 32_768 * 0.25) return;
    if (index - lastLoud > SAMPLE_RATE / 10) starts.push(index / SAMPLE_RATE);
    lastLoud = index;
  });
  return starts;
}

const rises = (values: readonly boolean[]) =>
  values.flatMap((value, index) => (value && !values[index - 1] ? [index] : []));

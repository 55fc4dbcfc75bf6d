import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ffmpeg } from './run-program.ts';
import { MarkerTruth } from './truth.contract.ts';

const RATE = 48_000;
const BEEP_HZ = 1000;
const FLASH_FRAMES = 2;

export type MarkerClipOptions = {
  outputPath: string;
  seconds?: number;
  /** A flash and a beep start together at each multiple of this, the first after one of them. */
  everySeconds?: number;
  frameRate?: 24 | 25 | 30 | 50;
  /** Distance of keyframes, in frames. */
  gop?: number;
};

/** Makes a black, silent clip with flashes and beeps, to measure by how much sound and picture part. */
export async function makeMarkerClip(options: MarkerClipOptions): Promise<MarkerTruth> {
  const { outputPath, seconds = 20, everySeconds = 2, frameRate = 25, gop = 250 } = options;
  const markers = markerTimes(seconds, everySeconds);
  const flashSeconds = FLASH_FRAMES / frameRate;
  const folder = await mkdtemp(join(tmpdir(), 'markers-'));
  try {
    const beeps = join(folder, 'beeps.s16le');
    await writeFile(beeps, beepTrack(seconds, markers, flashSeconds));
    const everyFrames = everySeconds * frameRate;
    const flash = `gte(n,${everyFrames})*lt(mod(n,${everyFrames}),${FLASH_FRAMES})`;
    const picture = `color=c=black:s=640x360:r=${frameRate}`;
    await ffmpeg([
      ...['-f', 'lavfi', '-i', picture, '-f', 's16le', '-ar', `${RATE}`, '-ac', '1', '-i', beeps],
      ...['-vf', `drawbox=c=white:t=fill:enable='${flash}',format=yuv420p`, '-t', `${seconds}`],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-g', `${gop}`, '-sc_threshold', '0'],
      ...['-c:a', 'aac', '-b:a', '128k', '-movflags', '+faststart', outputPath],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
  const truth = MarkerTruth.parse({
    version: 1,
    duration_seconds: seconds,
    frame_rate: frameRate,
    flash_seconds: flashSeconds,
    beep_seconds: flashSeconds,
    beep_hz: BEEP_HZ,
    markers,
  });
  await writeFile(`${outputPath}.truth.json`, `${JSON.stringify(truth, null, 2)}\n`);
  return truth;
}

function markerTimes(seconds: number, everySeconds: number) {
  const count = Math.ceil(seconds / everySeconds) - 1;
  return Array.from({ length: count }, (_, index) => (index + 1) * everySeconds);
}

function beepTrack(seconds: number, markers: readonly number[], beepSeconds: number) {
  const track = new Int16Array(Math.round(seconds * RATE));
  for (const marker of markers) {
    const start = Math.round(marker * RATE);
    for (let index = 0; index < beepSeconds * RATE; index += 1) {
      track[start + index] = Math.round(16_000 * Math.sin((2 * Math.PI * BEEP_HZ * index) / RATE));
    }
  }
  return track;
}

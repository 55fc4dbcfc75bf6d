import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeSampleLecture } from '../../local/sample/make-sample-lecture.ts';
import { ffmpeg } from '../../local/sample/run-program.ts';

export const MARKER_SECONDS = 10;
/** Longer lectures repeat one of this length, whose very beginning has no marker. */
export const REPEATED_SECONDS = 600;
const FLASH_SECONDS = 0.08;
/** Speech is muted around a marker, so that the beep is the only sound there. */
const MUTE_SECONDS = 0.4;

/** A lecture whose picture turns green, and sounds, every ten seconds; made once per length. */
export async function makeMarkedLecture(path: string, seconds: number) {
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const plain = `${path}.plain.mp4`;
  const { duration_seconds: length } = await makeSampleLecture({ outputPath: plain, seconds });
  const place = `mod(t+0.00001,${MARKER_SECONDS})`;
  const flash = `gte(t,1)*lt(${place},${FLASH_SECONDS})`;
  const near = `lt(${place},${MUTE_SECONDS})+gt(${place},${MARKER_SECONDS - MUTE_SECONDS})`;
  const beep = `0.5*cos(2*PI*1000*t)*gte(t,1)*lt(${place},${FLASH_SECONDS})`;
  const graph = [
    `[0:v]drawbox=c=0x00ff00:t=fill:enable='${flash}'[v]`,
    `[0:a]volume=0:enable='${near}'[speech]`,
    `aevalsrc='${beep}':s=48000:d=${length},aformat=channel_layouts=stereo[beeps]`,
    '[speech][beeps]amix=inputs=2:duration=first:normalize=0[a]',
  ];
  await ffmpeg([
    ...['-i', plain, '-filter_complex', graph.join(';'), '-map', '[v]', '-map', '[a]'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-g', '250', '-c:a', 'aac', '-b:a', '128k'],
    ...['-movflags', '+faststart', `${path}.part.mp4`],
  ]);
  // Under its own name only when it is whole.
  await rename(`${path}.part.mp4`, path);
}

import { ffmpeg, runProgram } from '../../local/sample/run-program.ts';
import type { EditList } from '../../src/documents/edit.contract.ts';
import { isKept, toEdited } from '../../src/documents/edit-map.ts';
import { MARKER_SECONDS, REPEATED_SECONDS } from './marked-lecture.ts';

const SIZE = 4;
const SAMPLE_RATE = 48_000;
/** Of hours the sound is looked at in eighths of a millisecond, else it would not fit in memory. */
const LONG = { seconds: 3600, sampleRate: 8000 };
const LOUD = 0.2;
/** Markers are looked for this near to where the plan has them, and counted if that much is kept. */
const NEAR_SECONDS = 0.6;

/**
 * Pictures are looked at one by one in so much of a file. Lectures that are longer repeat what is
 * that long, so more of them would tell nothing new, and take half an hour.
 */
export const LOOKED_AT_SECONDS = REPEATED_SECONDS;

/** One hash per decoded picture of a file, as far as it is looked at. */
export async function pictureHashes(path: string): Promise<string[]> {
  const hash = ['-f', 'framehash', '-hash', 'murmur3', '-'];
  const args = ['-map', '0:v', '-fps_mode', 'passthrough', ...hash];
  const output = await ffmpeg(['-t', `${LOOKED_AT_SECONDS}`, '-i', path, ...args]);
  return output
    .toString()
    .split('\n')
    .flatMap(line => (line.startsWith('0,') ? [line.split(',').at(-1)?.trim() ?? ''] : []));
}

/** The largest distance in ms of flash and beep from the plan and from each other; null if lost. */
export async function markerOffset(path: string, edit: EditList): Promise<number | null> {
  const sampleRate = edit.source_seconds > LONG.seconds ? LONG.sampleRate : SAMPLE_RATE;
  const [flashes, samples] = await Promise.all([greenStarts(path), soundOf(path, sampleRate)]);
  let worst = 0;
  for (const planned of plannedMarkers(edit)) {
    const flash = flashes.find(seconds => Math.abs(seconds - planned) < NEAR_SECONDS);
    const beep = firstLoud(samples, sampleRate, planned);
    if (flash === undefined || beep === undefined) return null;
    const distances = [flash - planned, beep - planned, flash - beep].map(Math.abs);
    worst = Math.max(worst, ...distances);
  }
  return worst * 1000;
}

function plannedMarkers(edit: EditList) {
  const count = Math.floor(edit.source_seconds / MARKER_SECONDS);
  return Array.from({ length: count }, (_, index) => (index + 1) * MARKER_SECONDS)
    .filter(at => at % REPEATED_SECONDS !== 0)
    .filter(at => isKept(edit, at - NEAR_SECONDS) && isKept(edit, at + NEAR_SECONDS))
    .filter(at => toEdited(edit, at + NEAR_SECONDS) - toEdited(edit, at) > NEAR_SECONDS - 0.01)
    .map(at => toEdited(edit, at));
}

/** Times of the pictures that turn green, as a player shows them. */
async function greenStarts(path: string): Promise<number[]> {
  const shown = await runProgram('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time'],
    ...['-of', 'csv=p=0', path],
  ]);
  const times = shown.toString().split('\n').filter(Boolean).map(Number.parseFloat);
  const sorted = Float64Array.from(times).sort();
  const pixels = await ffmpeg([
    ...['-i', path, '-map', '0:v', '-fps_mode', 'passthrough', '-vf', `scale=${SIZE}:${SIZE}`],
    ...['-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
  ]);
  const bytes = SIZE * SIZE * 3;
  const green = Array.from({ length: pixels.length / bytes }, (_, at) => {
    const [red = 0, level = 0, blue = 0] = pixels.subarray(at * bytes, at * bytes + 3);
    return level > 180 && red < 90 && blue < 90;
  });
  return green.flatMap((is, at) => (is && !green[at - 1] ? [sorted[at] ?? Number.NaN] : []));
}

async function soundOf(path: string, sampleRate: number) {
  const raw = await ffmpeg([
    ...['-i', path, '-map', '0:a', '-ac', '1', '-ar', `${sampleRate}`, '-f', 's16le', '-'],
  ]);
  return new Int16Array(raw.buffer, raw.byteOffset, raw.length >> 1);
}

function firstLoud(samples: Int16Array, rate: number, near: number): number | undefined {
  const begin = Math.max(0, Math.round((near - NEAR_SECONDS / 2) * rate));
  const window = samples.subarray(begin, Math.round((near + NEAR_SECONDS / 2) * rate));
  const at = window.findIndex(sample => Math.abs(sample) > LOUD * 32_768);
  return at < 0 ? undefined : (begin + at) / rate;
}

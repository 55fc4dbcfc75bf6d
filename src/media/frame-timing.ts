import {
  FALLBACK_RATE,
  type FrameRate,
  formatFrameRate,
  framesPerSecond,
  parseFrameRate,
} from './frame-grid.ts';

/** When each picture shows, in seconds on the original's clock, in the order of the file. */
export type PictureTimes = { seconds: readonly number[]; lastDurationSeconds: number };

export type FrameTiming = {
  /** Of a variable source: the constant rate it is rendered at. */
  rate: string;
  variable: boolean;
  startSeconds: number;
  endSeconds: number;
};

/** Share of frames that must sit on the grid, one after the other: a few lost ones are no VFR. */
const ON_GRID_SHARE = 0.97;
/** Containers with millisecond stamps are off by half of one; rounding twice makes it one. */
const STAMP_ERROR_SECONDS = 0.0011;
const STANDARD_RATES = [
  '10/1',
  '12/1',
  '15/1',
  '20/1',
  '24000/1001',
  '24/1',
  '25/1',
  '30000/1001',
  '30/1',
  '50/1',
  '60000/1001',
  '60/1',
].flatMap(text => parseFrameRate(text) ?? []);

/** Measures rate and extent from the times of all pictures; `claimed` are the rates the file names. */
export function measureFrameTiming(
  times: PictureTimes,
  claimed: readonly string[],
): FrameTiming | undefined {
  const sorted = Float64Array.from(times.seconds).sort();
  const [startSeconds, last] = [sorted[0], sorted.at(-1)];
  if (startSeconds === undefined || last === undefined) return undefined;
  const candidates = [...claimed.flatMap(text => parseFrameRate(text) ?? []), ...STANDARD_RATES];
  const constant = candidates.find(rate => fits(sorted, rate));
  const rate = constant ?? renderRate(sorted);
  const frameSeconds = 1 / framesPerSecond(rate);
  const lastFrame = Math.round((last - startSeconds) / frameSeconds);
  const endSeconds = constant
    ? startSeconds + (lastFrame + 1) * frameSeconds
    : last + Math.max(times.lastDurationSeconds, frameSeconds);
  return { rate: formatFrameRate(rate), variable: !constant, startSeconds, endSeconds };
}

/** Whether the pictures follow each other frame by frame on a grid of this rate. */
function fits(sorted: Float64Array, rate: FrameRate) {
  if (sorted.length < 2) return false;
  const fps = framesPerSecond(rate);
  const origin = sorted[0] ?? 0;
  let steady = 0;
  let previous = -1;
  for (const time of sorted) {
    const frame = Math.round((time - origin) * fps);
    const error = Math.abs(time - origin - frame / fps);
    if (error <= STAMP_ERROR_SECONDS && frame === previous + 1) steady += 1;
    previous = frame;
  }
  return steady >= sorted.length * ON_GRID_SHARE;
}

/** The standard rate nearest to the fast parts of a variable source, so that motion stays smooth. */
function renderRate(sorted: Float64Array): FrameRate {
  const steps = sorted
    .subarray(1)
    .map((time, index) => time - (sorted[index] ?? time))
    .filter(step => step > 1 / 250)
    .sort();
  const step = steps[Math.floor(steps.length * 0.1)];
  if (!step) return FALLBACK_RATE;
  const distance = (rate: FrameRate) => Math.abs(Math.log(framesPerSecond(rate) * step));
  return STANDARD_RATES.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best));
}

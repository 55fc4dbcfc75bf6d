import {
  FALLBACK_RATE,
  type FrameRate,
  formatFrameRate,
  framesPerSecond,
  parseFrameRate,
} from '../timeline/frame-grid.ts';

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
/** Variable sources of games and phones burst above this, but are watched at it. */
const MAX_RENDER_RATE = 60;
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
  '48/1',
  '50/1',
  '60000/1001',
  '60/1',
  '100/1',
  '120000/1001',
  '120/1',
].flatMap(text => parseFrameRate(text) ?? []);

/** Measures rate and extent from the times of all pictures; `claimed` are the rates the file names. */
export function measureFrameTiming(
  times: PictureTimes,
  claimed: readonly string[],
): FrameTiming | undefined {
  const sorted = Float64Array.from(times.seconds).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const rates = [...STANDARD_RATES, ...claimed.flatMap(text => parseFrameRate(text) ?? [])];
  const constant = constantRate(sorted, rates);
  const rate = constant?.rate ?? renderRate(sorted);
  const frameSeconds = 1 / framesPerSecond(rate);
  const startSeconds = onGridAfter(first, constant?.onGrid ?? first, frameSeconds);
  const lastFrame = Math.round((last - startSeconds) / frameSeconds);
  const endSeconds = constant
    ? startSeconds + (lastFrame + 1) * frameSeconds
    : last + Math.max(times.lastDurationSeconds, frameSeconds);
  return { rate: formatFrameRate(rate), variable: !constant, startSeconds, endSeconds };
}

/**
 * The rate of a constant source, and a time on its grid. Live recorders begin with one picture out
 * of step: of a source long enough that one does not count, the grid is that of all others.
 */
function constantRate(sorted: Float64Array, rates: readonly FrameRate[]) {
  const mayStrayAtStart = sorted.length * (1 - ON_GRID_SHARE) >= 1;
  for (const times of [sorted, ...(mayStrayAtStart ? [sorted.subarray(1)] : [])]) {
    const [onGrid = 0] = times;
    const rate = bestFit(times, rates);
    if (rate) return { rate, onGrid };
  }
  return undefined;
}

/** The first time of the grid that is not before `seconds`; `onGrid` is a later one. */
const onGridAfter = (seconds: number, onGrid: number, frameSeconds: number) =>
  onGrid - Math.floor((onGrid - seconds) / frameSeconds) * frameSeconds;

/** The rate on whose grid the pictures follow each other frame by frame; the first of equals. */
function bestFit(sorted: Float64Array, rates: readonly FrameRate[]): FrameRate | undefined {
  const fits = rates.flatMap(rate => {
    const error = gridError(sorted, rate);
    return error === undefined ? [] : [{ rate, error }];
  });
  // Rounded stamps make any rate a little wrong: only a clear gain beats a standard one.
  const [first, ...others] = fits;
  if (!first) return undefined;
  return others.reduce((best, fit) => (fit.error < best.error * 0.8 ? fit : best), first).rate;
}

/** Mean distance in seconds from a grid of this rate; undefined where they do not lie on one. */
function gridError(sorted: Float64Array, rate: FrameRate): number | undefined {
  if (sorted.length < 2) return undefined;
  const fps = framesPerSecond(rate);
  const origin = sorted[0] ?? 0;
  let [steady, sum, previous] = [0, 0, -1];
  for (const time of sorted) {
    const frame = Math.round((time - origin) * fps);
    const error = Math.abs(time - origin - frame / fps);
    if (error <= STAMP_ERROR_SECONDS && frame === previous + 1) steady += 1;
    sum += error;
    previous = frame;
  }
  return steady >= sorted.length * ON_GRID_SHARE ? sum / sorted.length : undefined;
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
  const usual = STANDARD_RATES.filter(rate => framesPerSecond(rate) <= MAX_RENDER_RATE);
  return usual.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best));
}

import { FRAME_SECONDS } from './level-meter.ts';

/** Nothing is quieter than 16 bits. */
export const SILENCE_DBFS = -96;
/** Below this a stretch is digitally muted: it says nothing about the room. */
const MUTED_DBFS = -90;
const SMOOTHING_FRAMES = 5;
export const BLOCK_FRAMES = 0.5 / FRAME_SECONDS;
/** Six seconds on each side: long enough to hold a breath, short enough to follow the room. */
const NEIGHBOUR_BLOCKS = 12;
/** A local floor may rise this far above the general one: beyond it is sound, such as applause. */
const MAX_RISE_DB = 8;

/** Levels in dBFS, each the mean of 50 ms around it. */
export const smoothLevels = (powers: Float32Array): Float32Array =>
  smoothPowers(powers).map(power => Math.max(SILENCE_DBFS, toDecibels(power)));

/** Each the mean of the 50 ms around it. */
export function smoothPowers(powers: Float32Array): Float32Array {
  const half = Math.floor(SMOOTHING_FRAMES / 2);
  const smooth = new Float32Array(powers.length);
  let sum = 0;
  for (let end = 0; end < powers.length + half; end += 1) {
    sum += powers[end] ?? 0;
    sum -= powers[end - SMOOTHING_FRAMES] ?? 0;
    const middle = end - half;
    if (middle >= 0) smooth[middle] = sum / SMOOTHING_FRAMES;
  }
  return smooth;
}

export const toDecibels = (power: number) => 10 * Math.log10(Math.max(power, 1e-12));
export const toPower = (decibels: number) => 10 ** (decibels / 10);

export type NoiseFloor = {
  /** Of the whole recording. */
  dbfs: number;
  /** Per half second: follows the room, but never takes steady sound for noise. */
  blocks: Float32Array;
};

/**
 * The recording's own floor, from the quietest 50 ms of each half second: people pause for breath
 * far more often than they pause. Muted stretches do not count where others exist.
 */
export function measureNoiseFloor(levels: Float32Array): NoiseFloor {
  const minima = blockMinima(levels);
  const open = minima.filter(level => level > MUTED_DBFS);
  const dbfs = percentile(open.length >= minima.length / 10 ? open : minima, 0.2);
  const blocks = minima.map((_, index) => {
    const from = Math.max(0, index - NEIGHBOUR_BLOCKS);
    const near = minima.subarray(from, index + NEIGHBOUR_BLOCKS + 1);
    return Math.min(percentile(near, 0.1), dbfs + MAX_RISE_DB);
  });
  return { dbfs, blocks };
}

function blockMinima(levels: Float32Array): Float32Array {
  const minima = new Float32Array(Math.ceil(levels.length / BLOCK_FRAMES));
  minima.forEach((_, block) => {
    const frames = levels.subarray(block * BLOCK_FRAMES, (block + 1) * BLOCK_FRAMES);
    minima[block] = frames.reduce((least, level) => Math.min(least, level), 0);
  });
  return minima;
}

/** The value that a share of all values lies at or below; digital silence for none. */
export function percentile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.floor((sorted.length - 1) * share)] ?? SILENCE_DBFS;
}

/** How high a curve gets; a second of it counts, so that a sentence in hours of silence does. */
export const topOf = (curve: Float32Array) =>
  percentile(curve, Math.max(0.995, 1 - 1 / FRAME_SECONDS / curve.length));

import type { TrimConfig } from '../recordings/processing-config.contract.ts';
import { roundLevels } from './level-curve.ts';
import { FRAME_SECONDS } from './level-meter.ts';
import { BLOCK_FRAMES, measureNoiseFloor, percentile, smoothLevels } from './noise-floor.ts';
import { joinTouching, type Range } from './ranges.ts';

export type SoundActivity = {
  /** Stretches with sound, in order; closer than the edges of words, they are one. */
  sound: Range[];
  noiseFloorDbfs: number;
  /** Smoothed level per 10 ms in dBFS. */
  levels: Float32Array;
};

/**
 * Tails of words fall below any threshold before they end; onsets rise a little before it. So much
 * around sound is never cut, and belongs to it when it is listened to.
 */
export const WORD_EDGES = { onsetSeconds: 0.05, tailSeconds: 0.15 } as const;
/** After smoothing, shorter bursts are clicks of 20 ms at most. */
const MIN_BURST_FRAMES = 6;
/** How loud a recording gets; a second of it counts, so that a sentence in hours of silence does. */
const LOUD_FROM_SHARE = 0.995;
const LOUD_FRAMES = 1 / FRAME_SECONDS;
/** A recording that never gets louder than this holds nothing that a person could hear. */
const INAUDIBLE_DBFS = -65;

type Thresholds = { on: number; off: number };

/** Where there is sound above the recording's own noise floor, from its power per 10 ms. */
export const findSound = (
  powers: Float32Array,
  threshold: TrimConfig['silence_threshold'],
): SoundActivity => findSoundIn(roundLevels(smoothLevels(powers)), threshold);

/** The same from levels as `findSound` answers them. */
export function findSoundIn(
  levels: Float32Array,
  threshold: TrimConfig['silence_threshold'],
): SoundActivity {
  const floor = measureNoiseFloor(levels);
  const top = percentile(levels, Math.max(LOUD_FROM_SHARE, 1 - LOUD_FRAMES / levels.length));
  const limits = (frame: number): Thresholds => {
    if (threshold !== 'auto') return { on: threshold, off: threshold };
    const local = floor.blocks[Math.floor(frame / BLOCK_FRAMES)] ?? floor.dbfs;
    return aboveFloor(local, top - floor.dbfs, top);
  };
  const audible = threshold !== 'auto' || top > INAUDIBLE_DBFS;
  const bursts = audible ? findBursts(levels, limits) : [];
  return { sound: joinClose(bursts), noiseFloorDbfs: floor.dbfs, levels };
}

/**
 * Far above a clean floor, close above a noisy one, so that quiet speech over music or a fan is
 * not taken for silence. Near digital silence the threshold stays where ears do.
 */
function aboveFloor(floor: number, dynamicRange: number, top: number): Thresholds {
  const least = clamp(top - 30, -75, -60);
  const on = Math.max(least, floor + clamp(dynamicRange * 0.35, 3, 10));
  return { on, off: Math.max(least - 4, floor + clamp(dynamicRange * 0.2, 2, 6)) };
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Sound starts at the upper threshold and lasts until the lower one. */
function findBursts(levels: Float32Array, limits: (frame: number) => Thresholds): Range[] {
  const bursts: Range[] = [];
  let start = -1;
  for (let frame = 0; frame <= levels.length; frame += 1) {
    const level = levels[frame] ?? Number.NEGATIVE_INFINITY;
    const { on, off } = limits(frame);
    if (start < 0 && level >= on) start = frame;
    if (start >= 0 && level < off) {
      if (frame - start >= MIN_BURST_FRAMES) bursts.push({ start, end: frame });
      start = -1;
    }
  }
  return bursts;
}

function joinClose(bursts: readonly Range[]): Range[] {
  const reach = WORD_EDGES.onsetSeconds + WORD_EDGES.tailSeconds;
  const reaching = bursts.map(({ start, end }) => ({
    start: start * FRAME_SECONDS,
    end: end * FRAME_SECONDS + reach,
  }));
  return joinTouching(reaching).map(({ start, end }) => ({ start, end: end - reach }));
}

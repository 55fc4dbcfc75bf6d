import type { TrimConfig } from '../../config/processing-config.contract.ts';
import { joinTouching, type Range } from '../../documents/ranges.ts';
import { findBursts } from './find-bursts.ts';
import { type Curves, roundLevels } from './level-curve.ts';
import type { BandPowers } from './level-meter.ts';
import { measureNoiseFloor, smoothLevels, topOf } from './noise-floor.ts';
import { voiceCurve } from './voice-curve.ts';
import { plainLimit, voiceLimits } from './voice-limits.ts';

export type SoundActivity = Curves & {
  /** Stretches with sound, in order; closer than the edges of words, they are one. */
  sound: Range[];
  noiseFloorDbfs: number;
};

/**
 * Tails of words fall below any threshold before they end; onsets rise a little before it. So much
 * around sound is never cut, and belongs to it when it is listened to.
 */
export const WORD_EDGES = { onsetSeconds: 0.05, tailSeconds: 0.15 } as const;
/** Bursts so close have no cut between them. */
const REACH_SECONDS = WORD_EDGES.onsetSeconds + WORD_EDGES.tailSeconds;
/** A recording that never gets louder than this holds nothing that a person could hear. */
const INAUDIBLE_DBFS = -65;

/** Where there is sound above the recording's own noise, from its power per 10 ms. */
export function findSound(
  bands: BandPowers,
  threshold: TrimConfig['silence_threshold'],
): SoundActivity {
  const levels = roundLevels(smoothLevels(sumOf(bands)));
  const voice = roundLevels(voiceCurve(bands, topOf(levels)));
  return findSoundIn({ levels, voice }, threshold);
}

/** The same from curves as `findSound` answers them. */
export function findSoundIn(
  { levels, voice }: Curves,
  threshold: TrimConfig['silence_threshold'],
): SoundActivity {
  const { dbfs: noiseFloorDbfs } = measureNoiseFloor(levels);
  return { sound: joinClose(bursts()), noiseFloorDbfs, levels, voice };

  function bursts() {
    if (threshold !== 'auto') {
      return findBursts(levels, plainLimit(threshold), REACH_SECONDS);
    }
    if (topOf(levels) <= INAUDIBLE_DBFS) return [];
    return findBursts(voice, voiceLimits(voice), REACH_SECONDS);
  }
}

function sumOf(bands: BandPowers) {
  const sum = new Float32Array(bands[0]?.length ?? 0);
  for (const powers of bands) {
    powers.forEach((power, frame) => {
      sum[frame] = (sum[frame] ?? 0) + power;
    });
  }
  return sum;
}

function joinClose(bursts: readonly Range[]): Range[] {
  const reaching = bursts.map(({ start, end }) => ({ start, end: end + REACH_SECONDS }));
  return joinTouching(reaching).map(({ start, end }) => ({ start, end: end - REACH_SECONDS }));
}

import type { TrimConfig } from '../recordings/processing-config.contract.ts';
import { type Curves, roundLevels } from './level-curve.ts';
import { type BandPowers, FRAME_SECONDS } from './level-meter.ts';
import { measureNoiseFloor, smoothLevels, topOf } from './noise-floor.ts';
import { joinTouching, type Range } from './ranges.ts';
import { voiceCurve } from './voice-curve.ts';
import { type VoiceLimits, voiceLimits } from './voice-limits.ts';

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
/** After smoothing, shorter bursts are clicks of 20 ms at most. */
const MIN_BURST_FRAMES = 6;
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
      return findBursts(levels, { on: threshold, off: threshold, hiddenTailSeconds: 0 });
    }
    return topOf(levels) > INAUDIBLE_DBFS ? findBursts(voice, voiceLimits(voice)) : [];
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

/** Where a curve reaches the upper limit: from and to the lower one. */
function findBursts(curve: Float32Array, { on, off, hiddenTailSeconds }: VoiceLimits): Range[] {
  const bursts: Range[] = [];
  let start = -1;
  let reached = false;
  for (let frame = 0; frame <= curve.length; frame += 1) {
    const value = curve[frame] ?? Number.NEGATIVE_INFINITY;
    if (start < 0 && value >= off) start = frame;
    reached ||= value >= on;
    if (start >= 0 && value < off) {
      if (reached && frame - start >= MIN_BURST_FRAMES) bursts.push({ start, end: frame });
      [start, reached] = [-1, false];
    }
  }
  const end = curve.length * FRAME_SECONDS;
  return bursts.map(burst => ({
    start: burst.start * FRAME_SECONDS,
    end: Math.min(end, burst.end * FRAME_SECONDS + hiddenTailSeconds),
  }));
}

function joinClose(bursts: readonly Range[]): Range[] {
  const reach = WORD_EDGES.onsetSeconds + WORD_EDGES.tailSeconds;
  const reaching = bursts.map(({ start, end }) => ({ start, end: end + reach }));
  return joinTouching(reaching).map(({ start, end }) => ({ start, end: end - reach }));
}

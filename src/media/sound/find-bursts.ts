import type { Range } from '../../documents/ranges.ts';
import { FRAME_SECONDS } from './level-meter.ts';
import type { VoiceLimits } from './voice-limits.ts';

type Burst = {
  startFrame: number;
  endFrame: number;
  peak: number;
};

/** After smoothing, shorter bursts are clicks of 20 ms at most. */
const MIN_BURST_FRAMES = 6;

/**
 * Where a curve is above the lower limit and reaches the upper one. A weaker burst within
 * `reachSeconds` of such a one belongs to it: words fall into syllables, and the last may be faint.
 */
export function findBursts(
  curve: Float32Array,
  { on, beside, off, hiddenTailSeconds }: VoiceLimits,
  reachSeconds: number,
): Range[] {
  const bursts = burstsAbove(curve, off).filter(({ peak }) => peak >= beside);
  const end = curve.length * FRAME_SECONDS;
  return bursts.filter(isVoice).map(({ startFrame, endFrame }) => ({
    start: startFrame * FRAME_SECONDS,
    end: Math.min(end, endFrame * FRAME_SECONDS + hiddenTailSeconds),
  }));

  function isVoice(burst: Burst, at: number) {
    if (burst.peak >= on) return true;
    return follows(bursts[at - 1], burst) || follows(burst, bursts[at + 1]);
  }

  function follows(first: Burst | undefined, second: Burst | undefined) {
    if (!first || !second || Math.max(first.peak, second.peak) < on) return false;
    return (second.startFrame - first.endFrame) * FRAME_SECONDS < reachSeconds;
  }
}

function burstsAbove(curve: Float32Array, limit: number): Burst[] {
  const bursts: Burst[] = [];
  let startFrame = -1;
  let peak = Number.NEGATIVE_INFINITY;
  for (let frame = 0; frame <= curve.length; frame += 1) {
    const value = curve[frame] ?? Number.NEGATIVE_INFINITY;
    if (value >= limit) {
      if (startFrame < 0) startFrame = frame;
      peak = Math.max(peak, value);
    } else if (startFrame >= 0) {
      if (frame - startFrame >= MIN_BURST_FRAMES)
        bursts.push({ startFrame, endFrame: frame, peak });
      startFrame = -1;
      peak = Number.NEGATIVE_INFINITY;
    }
  }
  return bursts;
}

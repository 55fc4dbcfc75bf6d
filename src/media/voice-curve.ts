import type { BandPowers } from './level-meter.ts';
import {
  BLOCK_FRAMES,
  measureNoiseFloor,
  smoothLevels,
  smoothPowers,
  toDecibels,
  toPower,
} from './noise-floor.ts';

/**
 * Clicks, knocks and keys are over sooner; the shortest syllable that stands alone is not. Only
 * what lasts this long at a level counts at that level.
 */
const LASTING_FRAMES = 8;
/** A band's floor is not sought deeper below the loudest speech: nobody hears it there. */
const DEEPEST_BELOW_TOP_DB = 51;
const DEEPEST_DBFS = { low: -86, high: -66 };
/** So far below the floor, all is silence. */
const LEAST_DB = -30;

/**
 * How far the sound rises above the noise, in dB per 10 ms: the mean of what each band rises above
 * its own floor near that moment. Noise that fills one band thus hides nothing in the others.
 * @param topDbfs how loud the recording gets
 */
export function voiceCurve(bands: BandPowers, topDbfs: number): Float32Array {
  const deepest = clamp(topDbfs - DEEPEST_BELOW_TOP_DB, DEEPEST_DBFS.low, DEEPEST_DBFS.high);
  const rises = new Float32Array(bands[0]?.length ?? 0);
  for (const powers of bands) {
    const { blocks } = measureNoiseFloor(smoothLevels(powers));
    const floors = blocks.map(floor => toPower(Math.max(deepest, floor)) * bands.length);
    powers.forEach((power, frame) => {
      rises[frame] = (rises[frame] ?? 0) + power / (floors[Math.floor(frame / BLOCK_FRAMES)] ?? 1);
    });
  }
  return smoothPowers(lasting(rises)).map(rise => Math.max(LEAST_DB, toDecibels(rise)));
}

/** Without peaks that are narrower than the window: the largest of the least around each value. */
function lasting(values: Float32Array): Float32Array {
  const least = inWindow(values, 0, Math.min);
  return inWindow(least, 1 - LASTING_FRAMES, Math.max);
}

function inWindow(
  values: Float32Array,
  offset: number,
  choose: (best: number, value: number) => number,
): Float32Array {
  return values.map((_, frame) => {
    const from = Math.max(0, frame + offset);
    const to = Math.min(values.length, frame + offset + LASTING_FRAMES);
    let best = values[from] ?? 0;
    for (let at = from + 1; at < to; at += 1) best = choose(best, values[at] ?? best);
    return best;
  });
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

import type { BandPowers } from './level-meter.ts';
import {
  BLOCK_FRAMES,
  measureNoiseFloor,
  smoothLevels,
  smoothPowers,
  toDecibels,
  toPower,
} from './noise-floor.ts';
import { sustained } from './sustained.ts';

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
  return smoothPowers(sustained(rises)).map(rise => Math.max(LEAST_DB, toDecibels(rise)));
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

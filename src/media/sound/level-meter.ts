import { bandFilter } from './band-filter.ts';
import { SPEECH_RATE } from './pcm.ts';

/** Levels are measured over 10 ms. */
export const FRAME_SECONDS = 0.01;
const FULL_POWER = 32_768 ** 2;
const FRAME_SAMPLES = SPEECH_RATE * FRAME_SECONDS;
/**
 * The body of vowels, what tells them apart, and hissing consonants. Noise seldom fills all three
 * as speech does. Hum and rumble below carry no speech.
 */
const BANDS_HZ = [
  { from: 150, to: 800 },
  { from: 800, to: 3000 },
  { from: 3000, to: SPEECH_RATE / 2 },
] as const;

/** Mean power per 10 ms in each band, 1 = full scale. */
export type BandPowers = readonly Float32Array[];

/** Measures a 16 kHz mono stream; hours fit in some megabytes. */
export function createLevelMeter() {
  const bands = BANDS_HZ.map(({ from, to }) => ({
    filter: bandFilter(from, to),
    meter: createPowerMeter(),
  }));
  let samples = 0;
  return {
    push(pcm: Int16Array) {
      samples += pcm.length;
      for (const { filter, meter } of bands) {
        const block = new Float32Array(pcm);
        filter(block);
        meter.push(block);
      }
    },
    /** Closes the last, shorter frame. */
    finish: () => ({
      bands: bands.map(({ meter }) => meter.finish()),
      seconds: samples / SPEECH_RATE,
    }),
  };
}

function createPowerMeter() {
  let powers = new Float32Array(6000);
  let frames = 0;
  let open = { sum: 0, samples: 0 };

  function closeFrame(sum: number, samples: number) {
    if (frames === powers.length) {
      const grown = new Float32Array(powers.length * 2);
      grown.set(powers);
      powers = grown;
    }
    powers[frames] = sum / samples / FULL_POWER;
    frames += 1;
  }

  return {
    push(block: Float32Array) {
      let { sum, samples } = open;
      for (const sample of block) {
        sum += sample * sample;
        samples += 1;
        if (samples === FRAME_SAMPLES) {
          closeFrame(sum, samples);
          [sum, samples] = [0, 0];
        }
      }
      open = { sum, samples };
    },
    finish() {
      if (open.samples > 0) closeFrame(open.sum, open.samples);
      return powers.slice(0, frames);
    },
  };
}

import { seededRandom } from '#local/sample/random.ts';

/** Samples at 16 kHz, any scale. */
export type Sound = Float32Array;
const RATE = 16_000;
const FULL_SCALE = 32_768;

export const rmsOf = (sound: Sound) =>
  Math.sqrt(sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length);

/** Sound and noise together as 16 bits; `dbfs` is the noise's RMS level. */
export function mixed(sound: Sound, noise: Sound, dbfs: number): Int16Array {
  const gain = (FULL_SCALE * 10 ** (dbfs / 20)) / rmsOf(noise);
  return Int16Array.from(sound, (sample, at) => {
    const sum = Math.round(sample + (noise[at] ?? 0) * gain);
    return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, sum));
  });
}

type Noise = (length: number, seed: number) => Sound;

export const white: Noise = (length, seed) => {
  const next = gaussian(seed);
  return Float32Array.from({ length }, next);
};

/** Three low passes and the rest: within half a decibel of 1/f over our band. */
export const pink: Noise = (length, seed) => {
  const next = gaussian(seed);
  let [slow, middle, fast] = [0, 0, 0];
  return Float32Array.from({ length }, () => {
    const sample = next();
    slow = 0.9977 * slow + 0.099 * sample;
    middle = 0.963 * middle + 0.2965 * sample;
    fast = 0.57 * fast + 1.0527 * sample;
    return slow + middle + fast + 0.1848 * sample;
  });
};

/** A bad cable: 50 Hz and fourteen harmonics, slowly swelling, over a little noise. */
export const hum: Noise = (length, seed) =>
  pink(length, seed).map((sample, at) => {
    const seconds = at / RATE;
    const swell = 1 + 0.1 * Math.sin(2 * Math.PI * 0.3 * seconds);
    return tones(seconds, 50, 15) * swell + 0.03 * sample;
  });

/** A projector: rumble and the beat of blades, both rising and falling. */
export const fan: Noise = (length, seed) => {
  const next = gaussian(seed);
  let [rumble, soft] = [0, 0];
  return Float32Array.from({ length }, (_, at) => {
    const seconds = at / RATE;
    rumble += (next() - rumble) * 0.12;
    soft += (rumble - soft) * 0.3;
    const slow = 0.25 * Math.sin(2 * Math.PI * 0.11 * seconds);
    const quick = 0.12 * Math.sin(2 * Math.PI * 1.7 * seconds);
    return (6 * soft + 0.6 * tones(seconds, 118, 2)) * (1 + slow + quick);
  });
};

function tones(seconds: number, hertz: number, harmonics: number) {
  let sum = 0;
  for (let k = 1; k <= harmonics; k += 1) {
    sum += Math.sin(2 * Math.PI * hertz * k * seconds + k * k) / k;
  }
  return sum;
}

/** Nearly Gaussian: the sum of four uniform numbers. */
function gaussian(seed: number) {
  const random = seededRandom(seed);
  return () => (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

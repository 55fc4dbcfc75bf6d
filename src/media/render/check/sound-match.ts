/**
 * Sound is compared below 4 kHz: above, an AAC encoder may put noise of its own in place of noise.
 */
export const MATCH_RATE = 8000;
/** A window of the original is longer than the result's by this on both sides. */
export const SEARCH_SECONDS = 0.06;

const SEARCH = Math.round(SEARCH_SECONDS * MATCH_RATE);
/** Within a millisecond is in place. */
const IN_PLACE = Math.round(0.001 * MATCH_RATE);
/** Quieter than this (RMS, full scale 1, about -55 dBFS) says nothing. */
const MIN_LEVEL = 0.0018;
/** Measured: what was encoded once correlates by 0.97 and more, down to noise of -64 dBFS. */
const MIN_LIKENESS = 0.7;
/** Another place has to fit better by more than chance makes it. */
const CLEARLY_BETTER = 0.02;

type Likeness = { inPlace: number; best: number; bestAt: number };

/**
 * What is wrong with a window of the result's sound, given the original's around the planned
 * place: '' if it is in place, null where there is too little sound to tell.
 */
export function soundFault(original: Float32Array, made: Float32Array): string | null {
  const planned = original.subarray(SEARCH, SEARCH + made.length);
  if (level(planned) < MIN_LEVEL) return null;
  const { inPlace, best, bestAt } = likeness(original, made);
  if (best < MIN_LIKENESS) return "another sound than the original's";
  if (inPlace >= best - CLEARLY_BETTER) return '';
  // Found earlier in the original than planned: what is heard there comes too late.
  const milliseconds = (-bestAt / MATCH_RATE) * 1000;
  return `sound ${Math.abs(milliseconds).toFixed(1)} ms ${milliseconds > 0 ? 'late' : 'early'}`;
}

const energy = (samples: Float32Array) => samples.reduce((sum, value) => sum + value * value, 0);
const level = (samples: Float32Array) => Math.sqrt(energy(samples) / samples.length);

/** How alike the window is to each place around the planned one, 1 for the same but for volume. */
function likeness(original: Float32Array, made: Float32Array): Likeness {
  const madeEnergy = energy(made);
  let around = energy(original.subarray(0, made.length));
  let [inPlace, best, bestAt] = [-1, -1, 0];
  for (let shift = -SEARCH; shift <= SEARCH; shift += 1) {
    const from = shift + SEARCH;
    const alike = product(original, from, made) / Math.sqrt(around * madeEnergy || 1);
    if (alike > best) [best, bestAt] = [alike, shift];
    if (Math.abs(shift) <= IN_PLACE) inPlace = Math.max(inPlace, alike);
    const [leaves, comes] = [original[from] ?? 0, original[from + made.length] ?? 0];
    around = Math.max(0, around + comes * comes - leaves * leaves);
  }
  return { inPlace, best, bestAt };
}

function product(original: Float32Array, from: number, made: Float32Array) {
  let sum = 0;
  for (let at = 0; at < made.length; at += 1) sum += (original[from + at] ?? 0) * (made[at] ?? 0);
  return sum;
}

import { lengthOf, type Range } from '../../documents/ranges.ts';
import { SPEECH_RATE } from './pcm.ts';

/** Compared at so many samples a second: a voice's own tone is below half of it. */
const COMPARED_RATE = 4000;
const STEP = SPEECH_RATE / COMPARED_RATE;
/** Coders and mixers delay a track by less. */
export const SEARCH_SECONDS = 0.06;
const SEARCH = SEARCH_SECONDS * COMPARED_RATE;

const PLACES = 12;
const PLACE_SECONDS = 1;
const LEAST_PLACE_SECONDS = 0.2;

/** Stretches of a track's sound that tell whether another track has it, too; evenly spread. */
export function placesToCompare(sound: readonly Range[]): Range[] {
  const slices = sound.flatMap(range =>
    Array.from({ length: Math.ceil(lengthOf(range) / PLACE_SECONDS) }, (_, index) => {
      const start = range.start + index * PLACE_SECONDS;
      return { start, end: Math.min(range.end, start + PLACE_SECONDS) };
    }),
  );
  const long = slices.filter(slice => lengthOf(slice) >= LEAST_PLACE_SECONDS);
  const every = Math.max(1, long.length / PLACES);
  return long.filter((_, index) => Math.floor(index / every) > Math.floor((index - 1) / every));
}

/** Samples of one track at some places, and of another at the same, wider by the search. */
export type Excerpts = { own: readonly Int16Array[]; other: readonly Int16Array[] };

/** By chance, sounds of other sources come no nearer in some seconds. */
const LIKE = 0.1;
/** Nothing else in either, whatever their volumes. */
const SAME = 0.9;
/** A mix that has less of it leaves it too quiet. */
const ENOUGH = 0.5;

/**
 * The share of places, 0 to 1, at which another track has the sound of this one: alone or among
 * others, and all through with the same delay.
 */
export function shareFound({ own, other }: Excerpts): number {
  const places = own.map((samples, place) => matchesAt(samples, other[place] ?? samples));
  const sums = Array.from({ length: 2 * SEARCH + 1 }, (_, shift) =>
    places.reduce((sum, { products }) => sum + (products[shift] ?? 0), 0),
  );
  const shift = sums.indexOf(Math.max(...sums));
  const energy = (of: 'own' | 'other') => places.reduce((sum, place) => sum + place[of], 0);
  const likeness = (sums[shift] ?? 0) / Math.sqrt(energy('own') * energy('other') || 1);
  if (likeness < LIKE) return 0;
  const found = places.filter(({ products, own, other }) => {
    const shared = products[shift] ?? 0;
    return shared > 0 && shared >= Math.min(ENOUGH * own, SAME * Math.sqrt(own * other));
  });
  return found.length / places.length;
}

/** How alike both are at each shift, and how loud each is where nothing is shifted. */
function matchesAt(own: Int16Array, other: Int16Array) {
  const short = decimate(own);
  const wide = decimate(other);
  const middle = wide.subarray(SEARCH, SEARCH + short.length);
  return {
    products: Array.from({ length: 2 * SEARCH + 1 }, (_, shift) => product(short, wide, shift)),
    own: product(short, short, 0),
    other: product(middle, middle, 0),
  };
}

/** Means of samples that follow each other: what is above half the rate does not fold down. */
function decimate(samples: Int16Array) {
  const short = new Float32Array(Math.floor(samples.length / STEP));
  for (let at = 0; at < short.length * STEP; at += 1) {
    const index = Math.floor(at / STEP);
    short[index] = (short[index] ?? 0) + (samples[at] ?? 0) / STEP;
  }
  return short;
}

function product(some: Float32Array, others: Float32Array, shift: number) {
  let sum = 0;
  for (let at = 0; at < some.length; at += 1) sum += (some[at] ?? 0) * (others[at + shift] ?? 0);
  return sum;
}

/** Levels of one voice in two microphones rise and fall together by more; two voices do not. */
const TOGETHER = 0.8;
/** Every 50 ms: levels are smoothed over as much. */
const EVERY_FRAMES = 5;

/** Whether levels of two tracks rise and fall together: two microphones in front of one voice. */
export function riseTogether(some: Float32Array, others: Float32Array): boolean {
  const length = Math.min(some.length, others.length);
  const [a, b] = [some, others].map(levels =>
    levels.subarray(0, length).filter((_, frame) => frame % EVERY_FRAMES === 0),
  );
  if (!a || !b) return false;
  return covariance(a, b) > TOGETHER * Math.sqrt(covariance(a, a) * covariance(b, b));
}

function covariance(some: Float32Array, others: Float32Array) {
  const [a, b] = [meanOf(some), meanOf(others)];
  return some.reduce((sum, value, at) => sum + (value - a) * ((others[at] ?? 0) - b), 0);
}

const meanOf = (values: Float32Array) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

import { seededRandom } from '../../local/sample/random.ts';

export const DAMAGES = ['zeroed', 'cut', 'swapped'] as const;
export type Damage = (typeof DAMAGES)[number];

/** Stretches that a bad disk, a lost packet or a broken copy spoils. */
const LEAST_BYTES = 1;
const MOST_BYTES = 8192;
const MOST_STRETCHES = 4;

/** The kind of damage of this seed. */
export const damageOf = (seed: number): Damage => DAMAGES[seed % DAMAGES.length] ?? 'zeroed';

/** A file's bytes, damaged at random places; the same seed damages the same ones. */
export function damageBytes(bytes: Uint8Array, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const count = 1 + Math.floor(random() * MOST_STRETCHES);
  let damaged: Uint8Array = Uint8Array.from(bytes);
  for (let stretch = 0; stretch < count; stretch += 1) {
    // As many short ones as long ones.
    const length = Math.round(LEAST_BYTES * (MOST_BYTES / LEAST_BYTES) ** random());
    const place = () => Math.floor(random() * (damaged.length - length));
    damaged = DAMAGE[damageOf(seed)](damaged, { from: place(), to: place(), length });
  }
  return damaged;
}

type Places = { from: number; to: number; length: number };

const DAMAGE: Record<Damage, (bytes: Uint8Array, places: Places) => Uint8Array> = {
  zeroed: (bytes, { from, length }) => bytes.fill(0, from, from + length),
  cut: (bytes, { from, length }) =>
    Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]),
  swapped(bytes, { from, to, length }) {
    const one = bytes.slice(from, from + length);
    bytes.copyWithin(from, to, to + length);
    bytes.set(one, to);
    return bytes;
  },
};

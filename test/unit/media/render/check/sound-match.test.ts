import { describe, expect, test } from 'vitest';
import { MATCH_RATE, SEARCH_SECONDS, soundFault } from '#src/media/render/check/sound-match.ts';

const WINDOW = Math.round(0.6 * MATCH_RATE);
const SEARCH = Math.round(SEARCH_SECONDS * MATCH_RATE);

/** Noise that is the same each time, -1 to 1. */
function noise(length: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 2_147_483_647) * 2 - 1;
  });
}

const tone = (length: number, hertz: number) =>
  Float32Array.from({ length }, (_, at) => 0.3 * Math.sin((2 * Math.PI * hertz * at) / MATCH_RATE));

describe('sound of the result against the original around the planned place', () => {
  const original = noise(WINDOW + 2 * SEARCH);
  const heard = (milliseconds: number, from = original) => {
    const at = SEARCH - Math.round((milliseconds / 1000) * MATCH_RATE);
    return from.slice(at, at + WINDOW);
  };

  test.each([
    [0, ''],
    [0.5, ''],
    [-1, ''],
    [3, 'sound 3.0 ms late'],
    [-3, 'sound 3.0 ms early'],
    [40, 'sound 40.0 ms late'],
    [-55, 'sound 55.0 ms early'],
  ])('%s ms late: %j', (milliseconds, fault) => {
    expect(soundFault(original, heard(milliseconds))).toBe(fault);
  });

  test('louder, softer and a little noisier is still the same sound', () => {
    const hiss = noise(WINDOW, 7);
    const changed = heard(0).map((value, at) => 0.4 * value + 0.04 * (hiss[at] ?? 0));
    expect(soundFault(original, changed)).toBe('');
  });

  test('other sound, or none where there should be some, is a fault', () => {
    expect(soundFault(original, noise(WINDOW, 99))).toMatch(/another sound/);
    expect(soundFault(original, new Float32Array(WINDOW))).toMatch(/another sound/);
  });

  test('silence tells nothing', () => {
    const quiet = original.map(value => value * 0.001);
    expect(soundFault(quiet, noise(WINDOW, 99))).toBeNull();
  });

  test('a steady tone repeats itself: no place of it is provably wrong', () => {
    const steady = tone(WINDOW + 2 * SEARCH, 1000);
    expect(soundFault(steady, heard(3, steady))).toBe('');
  });
});

import { expect, test } from 'vitest';
import { sustained } from '#src/media/sound/sustained.ts';

const power = (decibels: number) => 10 ** (decibels / 10);
const curve = (...decibels: number[][]) => Float32Array.from(decibels.flat().map(power));
const still = (frames: number, decibels = 0) => Array.from({ length: frames }, () => decibels);
/** A strike that falls by 7 dB in each 10 ms, as keys do. */
const strike = (frames: number, decibels = 55) =>
  Array.from({ length: frames }, (_, at) => Math.max(0, decibels - 7 * at));
const inDecibels = (powers: Float32Array) =>
  [...powers].map(value => Math.round(10 * Math.log10(value)));

test('what is over before 80 ms counts as what is around it', () => {
  const heard = sustained(curve(still(10), still(7, 40), still(10)));
  expect(inDecibels(heard)).toEqual(still(27));
});

test('a short syllable stays as it is', () => {
  const syllable = [still(10), [10, 25], still(8, 40), [25, 10], still(10)];
  const heard = inDecibels(sustained(curve(...syllable)));
  expect(heard.slice(10, 22)).toEqual(syllable.flat().slice(10, 22));
});

test('strikes that run into each other are not steady for all that', () => {
  const typed = curve(still(10), ...Array.from({ length: 8 }, () => strike(6)), still(10));
  expect(Math.max(...inDecibels(sustained(typed)))).toBeLessThan(8);
});

test('a vowel between strikes stays, and how it fades, too', () => {
  const spoken = [still(10), strike(6), strike(6), still(12, 30), [26, 21, 16, 11, 6], still(10)];
  const heard = inDecibels(sustained(curve(...spoken)));
  expect(heard.slice(22, 39)).toEqual([...still(12, 30), 26, 21, 16, 11, 6]);
});

test('a faint hiss that begins a word belongs to it', () => {
  const heard = inDecibels(
    sustained(curve(still(10), still(9, 8), [25], still(10, 40), still(10))),
  );
  expect(heard.slice(10, 30)).toEqual([...still(9, 8), 25, ...still(10, 40)]);
});

test('digital silence is silence', () => {
  expect([...sustained(new Float32Array(20))]).toEqual(still(20));
});

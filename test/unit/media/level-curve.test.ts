import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLevels, encodeLevels, roundLevels } from '#src/media/level-curve.ts';

const levels = fc
  .array(fc.double({ min: -96, max: 6, noNaN: true }), { maxLength: 300 })
  .map(values => Float32Array.from(values));

test('rounded levels come back from storage exactly, so the same cuts are planned', () => {
  fc.assert(
    fc.property(levels, measured => {
      const rounded = roundLevels(measured);
      expect([...decodeLevels(encodeLevels(rounded))]).toEqual(
        [...rounded].map(level => level + 0),
      );
      rounded.forEach((level, index) => {
        expect(Math.abs(level - (measured[index] ?? 0))).toBeLessThan(0.0051);
      });
    }),
  );
});

test('two bytes a level, little-endian hundredths of a decibel', () => {
  expect([...encodeLevels(Float32Array.of(-1, 2.56))]).toEqual([0x9c, 0xff, 0x00, 0x01]);
});

test('bytes inside a larger buffer are read from where they begin', () => {
  const bytes = Uint8Array.of(9, 9, 0x9c, 0xff).subarray(2);
  expect([...decodeLevels(bytes)]).toEqual([-1]);
});

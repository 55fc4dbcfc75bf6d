import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLevels, encodeLevels, roundLevels } from '#src/media/sound/level-curve.ts';

const levels = fc
  .array(fc.double({ min: -96, max: 6, noNaN: true }), { maxLength: 300 })
  .map(values => Float32Array.from(values));

test('both curves come back from storage exactly, so the same cuts are planned', () => {
  fc.assert(
    fc.property(levels, measured => {
      const rounded = roundLevels(measured);
      const voice = rounded.map(level => -level / 2);
      const stored = decodeLevels(encodeLevels(rounded, roundLevels(voice)));
      expect([...stored.levels]).toEqual([...rounded].map(level => level + 0));
      expect([...stored.voice]).toEqual([...roundLevels(voice)].map(level => level + 0));
      rounded.forEach((level, index) => {
        expect(Math.abs(level - (measured[index] ?? 0))).toBeLessThan(0.0051);
      });
    }),
  );
});

test('a mark, then two bytes a value, little-endian hundredths of a decibel', () => {
  const bytes = encodeLevels(Float32Array.of(-1, 2.56), Float32Array.of(-0.01, 0));
  expect([...bytes]).toEqual([0x02, 0x7f, 0x9c, 0xff, 0x00, 0x01, 0xff, 0xff, 0x00, 0x00]);
});

test('levels alone, as earlier engines stored them, tell where the voice is', () => {
  const talk = Float32Array.from({ length: 1000 }, (_, at) => (at % 200 < 100 ? -20 : -60));
  const { levels, voice } = decodeLevels(encodeLevels(talk));
  expect([...levels]).toEqual([...talk]);
  expect(voice[50]).toBeCloseTo(40, 0);
  expect(voice[150]).toBeCloseTo(0, 0);
});

test('bytes inside a larger buffer are read from where they begin, and none are no curve', () => {
  const bytes = Uint8Array.of(9, 9, 0x9c, 0xff).subarray(2);
  expect([...decodeLevels(bytes).levels]).toEqual([-1]);
  expect(decodeLevels(new Uint8Array())).toEqual({
    levels: new Float32Array(),
    voice: new Float32Array(),
  });
});

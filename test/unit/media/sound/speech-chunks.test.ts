import { describe, expect, test } from 'vitest';
import { gapsBetween, lengthOf, type Range } from '#src/documents/ranges.ts';
import { planSpeechChunks } from '#src/media/sound/speech-chunks.ts';

/** Ranges from `[start, end]` pairs. */
const ranges = (...pairs: [number, number][]): Range[] =>
  pairs.map(([start, end]) => ({ start, end }));

test.each([
  ['short pieces are put together', ranges([1, 4], [5, 9], [10, 14]), ranges([0.95, 14.15])],
  [
    'about half a minute is enough',
    ranges([1, 20], [20.5, 29], [29.5, 45]),
    ranges([0.95, 29.15], [29.45, 45.15]),
  ],
  ['a long silence is left out', ranges([0, 12], [16, 20]), ranges([0, 12.15], [15.95, 20.15])],
  ['but not for a tiny chunk', ranges([0, 2], [6, 20]), ranges([0, 20.15])],
  ['a very long one always', ranges([0, 2], [13, 20]), ranges([0, 2.15], [12.95, 20.15])],
  ['nothing from nothing', [], []],
])('%s', (_, sound, chunks) => {
  const made = planSpeechChunks(sound, new Float32Array(10_000), 100);
  expect(made).toHaveLength(chunks.length);
  for (const [at, { start, end }] of chunks.entries()) {
    expect(made[at]?.start).toBeCloseTo(start, 9);
    expect(made[at]?.end).toBeCloseTo(end, 9);
  }
});

test('edges of words end where the recording does', () => {
  const [chunk] = planSpeechChunks(ranges([0.02, 10]), new Float32Array(1000), 9.995);
  expect(chunk).toEqual({ start: 0, end: 9.995 });
});

describe('sound without a pause', () => {
  const levels = new Float32Array(13_000).fill(-20);
  levels[4200] = -50;
  levels[8000] = -40;

  test('is split around its quietest moment between half a minute and one', () => {
    const made = planSpeechChunks(ranges([0, 130]), levels, 130);
    expect(made).toEqual(ranges([0, 43.5], [40.5, 81.5], [78.5, 130]));
  });

  test('of an hour ends nowhere later than it must', () => {
    const flat = new Float32Array(360_000).fill(-20);
    const made = planSpeechChunks(ranges([0, 3600]), flat, 3600);
    expect(Math.max(...made.map(lengthOf))).toBeLessThanOrEqual(60);
    expect(gapsBetween(made, 3600)).toEqual([]);
    for (const [index, { start }] of made.slice(1).entries()) {
      expect((made[index]?.end ?? 0) - start).toBeCloseTo(3, 9);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { gapsBetween, lengthOf, type Range } from '#src/media/ranges.ts';
import { planSpeechChunks } from '#src/media/speech-chunks.ts';

/** Ranges from `[start, end]` pairs. */
const ranges = (...pairs: [number, number][]): Range[] =>
  pairs.map(([start, end]) => ({ start, end }));
const NO_LEVELS = new Float32Array(0);

test.each([
  ['short pieces are put together', ranges([0, 4], [5, 9], [10, 14]), [[0, 14]]],
  [
    'about half a minute is enough',
    ranges([0, 20], [20.5, 29], [29.5, 45]),
    [
      [0, 29],
      [29.5, 45],
    ],
  ],
  [
    'a long silence is left out',
    ranges([0, 12], [16, 20]),
    [
      [0, 12],
      [16, 20],
    ],
  ],
  ['but not for a tiny chunk', ranges([0, 2], [6, 20]), [[0, 20]]],
  [
    'a very long one always',
    ranges([0, 2], [13, 20]),
    [
      [0, 2],
      [13, 20],
    ],
  ],
  ['nothing from nothing', [], []],
])('%s', (_, sound, chunks) => {
  const made = planSpeechChunks(sound, NO_LEVELS);
  expect(made.map(({ start, end }) => [start, end])).toEqual(chunks);
});

describe('sound without a pause', () => {
  const levels = new Float32Array(20_000).fill(-20);
  levels[4200] = -50;
  levels[8000] = -40;

  test('is split at its quietest moment between half a minute and one', () => {
    const made = planSpeechChunks(ranges([0, 130]), levels);
    expect(made.map(({ end }) => end)).toEqual([42, 80, 130]);
  });

  test('of an hour ends nowhere later than it must', () => {
    const flat = new Float32Array(360_000).fill(-20);
    const made = planSpeechChunks(ranges([0, 3600]), flat);
    expect(Math.max(...made.map(lengthOf))).toBeLessThanOrEqual(60);
    expect(gapsBetween(made, 3600)).toEqual([]);
  });
});

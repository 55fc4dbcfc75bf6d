import { describe, expect, test } from 'vitest';
import { encodeAtLevel } from '#src/media/render/encode-sound.ts';
import type { Level } from '#src/media/render/loudness.ts';

const LEVEL: Level = { gainDb: 6, targetLufs: -14, truePeakDbtp: -1 };

/** Encodes whose results are so loud, one after the other, and the gains they were asked for. */
async function encodes(level: Level | null, measured: (number | null)[]) {
  const gains: (number | undefined)[] = [];
  const { loudnessLufs } = await encodeAtLevel(level, async asked => {
    gains.push(asked?.gainDb);
    return { loudnessLufs: measured.shift() ?? null };
  });
  return { gains, loudnessLufs };
}

describe('sound is encoded', () => {
  test.each([
    ['once, without a level', null, [null], { gains: [undefined], loudnessLufs: null }],
    ['once, near the target', LEVEL, [-14.4], { gains: [6], loudnessLufs: -14.4 }],
    ['once more, off it', LEVEL, [-15.5, -14.2], { gains: [6, 7.5], loudnessLufs: -14.2 }],
    [
      'by what the limiter leaves of a gain, three times at the most',
      LEVEL,
      [-17, -15.5, -14.7],
      { gains: [6, 9, 12], loudnessLufs: -14.7 },
    ],
    ['once, where it is silence', LEVEL, [null], { gains: [6], loudnessLufs: null }],
    [
      'once, with the gain at its bound',
      { ...LEVEL, gainDb: 24 },
      [-30],
      { gains: [24], loudnessLufs: -30 },
    ],
  ])('%s', async (_, level, measured, expected) => {
    expect(await encodes(level, [...measured])).toEqual(expected);
  });
});

import { describe, expect, test } from 'vitest';
import type { Range } from '#src/documents/ranges.ts';
import {
  placesToCompare,
  riseTogether,
  SEARCH_SECONDS,
  shareFound,
} from '#src/media/sound/compare-tracks.ts';
import { SPEECH_RATE } from '#src/media/sound/pcm.ts';

const SEARCH = SEARCH_SECONDS * SPEECH_RATE;
const SECOND = SPEECH_RATE;

/** Noise of its own, the same each time: below 1 kHz, as voices are. */
function voice(seed: number, seconds = 2 * SEARCH_SECONDS + 1) {
  let [state, low] = [seed, 0];
  return Float32Array.from({ length: Math.round(seconds * SPEECH_RATE) }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    low += (state / 1_073_741_824 - 1 - low) * 0.3;
    return low;
  });
}

/** Sounds added up, as 16 bit samples. */
const mix = (...parts: { sound: Float32Array; gain: number }[]) =>
  Int16Array.from(parts[0]?.sound ?? [], (_, at) =>
    parts.reduce((sum, { sound, gain }) => sum + 8000 * gain * (sound[at] ?? 0), 0),
  );
const [anna, ben] = [voice(1), voice(2)];
const inside = (samples: Int16Array, late = 0) =>
  samples.subarray(SEARCH - late, SEARCH - late + SECOND);

describe('found in another track', () => {
  const alone = mix({ sound: anna, gain: 1 });
  test.each([
    ['nothing of another voice', alone, mix({ sound: ben, gain: 1 }), 0],
    ['all of the same', alone, alone, 1],
    ['all, much quieter', alone, mix({ sound: anna, gain: 0.2 }), 1],
    [
      'all, under one that is twice as loud',
      alone,
      mix({ sound: anna, gain: 1 }, { sound: ben, gain: 2 }),
      1,
    ],
    [
      'not what is far too quiet there',
      alone,
      mix({ sound: anna, gain: 0.3 }, { sound: ben, gain: 1 }),
      0,
    ],
    ['nothing in silence', alone, mix({ sound: anna, gain: 0 }), 0],
  ])('%s', (_, own, other, share) => {
    expect(shareFound({ own: [inside(own)], other: [other] })).toBe(share);
  });

  test('a half, where it says more than the other', () => {
    const silent = mix({ sound: anna, gain: 0 });
    const own = [inside(alone), inside(mix({ sound: ben, gain: 1 }))];
    expect(shareFound({ own, other: [alone, silent] })).toBe(0.5);
  });

  test('though one comes 40 ms later', () => {
    expect(shareFound({ own: [inside(alone, SPEECH_RATE * 0.04)], other: [alone] })).toBe(1);
  });
});

test('places lie in the sound, evenly, a dozen at the most', () => {
  const sound = [
    { start: 0, end: 30 },
    { start: 40, end: 40.1 },
    { start: 50, end: 60.5 },
  ];
  const places = placesToCompare(sound);
  expect(places).toHaveLength(12);
  expect(places[0]).toEqual({ start: 0, end: 1 });
  for (const { start, end } of places) {
    expect(sound.some(range => range.start <= start && end <= range.end)).toBe(true);
  }
  expect(places.at(-1)?.start).toBeGreaterThan(50);
  expect(placesToCompare([{ start: 1, end: 1.1 }])).toEqual([]);
});

describe('levels of', () => {
  /** Ten seconds in a room, louder where somebody speaks. */
  const levels = (sound: Range[], { room = -60, seed = 1 } = {}) => {
    const noise = voice(seed, 1);
    return Float32Array.from({ length: 1000 }, (_, frame) => {
      const speaks = sound.some(({ start, end }) => frame / 100 >= start && frame / 100 < end);
      return (speaks ? room + 35 : room) + 4 * (noise[frame] ?? 0);
    });
  };
  const first = levels([
    { start: 1, end: 3 },
    { start: 5, end: 7 },
  ]);

  test('one voice in two microphones rise together', () => {
    const later = [
      { start: 1.05, end: 3.05 },
      { start: 5.05, end: 7.05 },
    ];
    expect(riseTogether(first, levels(later, { room: -75, seed: 2 }))).toBe(true);
  });

  test.each([
    ['two voices that take turns', [{ start: 3.5, end: 4.5 }]],
    ['a voice over music', [{ start: 0, end: 10 }]],
    ['two voices at about the same time', [{ start: 2, end: 6 }]],
  ])('%s do not', (_, sound) => {
    expect(riseTogether(first, levels(sound, { seed: 2 }))).toBe(false);
  });
});

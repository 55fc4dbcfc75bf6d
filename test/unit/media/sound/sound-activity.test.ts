import { describe, expect, test } from 'vitest';
import type { Range } from '#src/documents/ranges.ts';
import { createLevelMeter } from '#src/media/sound/level-meter.ts';
import { createAligner } from '#src/media/sound/pcm.ts';
import { findSound } from '#src/media/sound/sound-activity.ts';

const power = (dbfs: number) => 10 ** (dbfs / 10);

/** Power per 10 ms: stretches of `[seconds, dBFS]`, with a flutter as real noise has. */
function scene(...stretches: [number, number][]): Float32Array {
  const levels = stretches.flatMap(([seconds, dbfs]) =>
    Array.from(
      { length: Math.round(seconds * 100) },
      (_, at) => dbfs + Math.sin(at * 12.9898) * 1.5,
    ),
  );
  return Float32Array.from(levels.map(power));
}

/** Speech: loud and soft syllables with 80 ms of room between them. */
const talk = (seconds: number, loud: number, room: number): [number, number][] =>
  Array.from({ length: Math.round(seconds / 0.4) }, (_, at): [number, number][] => [
    [0.2, loud],
    [0.12, loud - 12],
    [0.08, Math.max(room, loud - 35) + (at % 3)],
  ]).flat();

const rounded = (ranges: Range[]) =>
  ranges.map(({ start, end }) => [Math.round(start * 10) / 10, Math.round(end * 10) / 10]);

describe('pauses are found whatever the room sounds like', () => {
  test.each([-96, -75, -60, -50, -40])('room at %d dBFS', room => {
    const loud = -20;
    const powers = scene([2, room], ...talk(8, loud, room), [3, room], ...talk(6, loud, room), [
      4,
      room,
    ]);
    const { sound } = findSound([powers], 'auto');
    const pauses = sound.slice(1).map((range, at) => [sound[at]?.end ?? 0, range.start]);
    const long = pauses.filter(([from = 0, to = 0]) => to - from > 1);
    expect(long).toHaveLength(1);
    expect(long[0]?.[0]).toBeGreaterThanOrEqual(9.9);
    expect(long[0]?.[0]).toBeLessThan(10.4);
    expect(long[0]?.[1]).toBeCloseTo(13, 0);
    expect(sound[0]?.start).toBeCloseTo(1.95, 1);
    expect(sound.at(-1)?.end).toBeLessThan(19.5);
  });

  test('a quiet question from the back of the room is sound', () => {
    const powers = scene(...talk(10, -20, -65), ...talk(4, -45, -65), ...talk(10, -20, -65));
    const { sound } = findSound([powers], 'auto');
    const gaps = sound.slice(1).map((range, at) => range.start - (sound[at]?.end ?? 0));
    expect(Math.max(0, ...gaps)).toBeLessThan(0.5);
  });

  test('applause is not a pause, however steady', () => {
    const powers = scene(...talk(20, -20, -60), [20, -25], ...talk(20, -20, -60));
    const { sound } = findSound([powers], 'auto');
    expect(sound.some(({ start, end }) => start < 21 && end > 39)).toBe(true);
  });

  test('a fan that comes on is the new room', () => {
    const powers = scene(...talk(20, -20, -60), [5, -54], ...talk(20, -20, -54), [5, -54]);
    expect(rounded(findSound([powers], 'auto').sound).at(-1)?.[1]).toBeLessThan(45.5);
  });

  test('a click in a pause does not break it', () => {
    const powers = scene(
      ...talk(6, -20, -60),
      [2, -60],
      [0.01, -30],
      [2, -60],
      ...talk(6, -20, -60),
    );
    const { sound } = findSound([powers], 'auto');
    expect(sound.filter(({ start }) => start > 6.5 && start < 9.5)).toEqual([]);
  });
});

test('keys in a pause do not break it, however loud and many', () => {
  const typed = Array.from({ length: 20 }, (): [number, number][] => [
    [0.03, -20],
    [0.12, -60],
  ]).flat();
  const { sound } = findSound(
    [scene(...talk(6, -20, -60), ...typed, ...talk(6, -20, -60))],
    'auto',
  );
  expect(sound.filter(({ start }) => start > 6.5 && start < 8.5)).toEqual([]);
  expect(sound).toHaveLength(2);
});

test('noise that fills one band hides no voice in another', () => {
  const rumble = scene([20, -22]);
  const voice = scene([5, -60], ...talk(5, -35, -60), [10, -60]);
  expect(rounded(findSound([rumble, voice], 'auto').sound)).toEqual([[5, 10.3]]);
  const [sum] = [rumble.map((power, at) => power + (voice[at] ?? 0))];
  expect(findSound([sum], 'auto').sound).toEqual([]);
});

test('noise that comes and goes is noise, quiet speech above it is not', () => {
  const murmur = (seconds: number) => talk(seconds, -52, -60);
  const powers = scene(...murmur(10), ...talk(10, -20, -52), ...murmur(5), ...talk(5, -35, -52));
  expect(rounded(findSound([powers], 'auto').sound).map(([start]) => start)).toEqual([10, 25.2]);
});

test('words last longer where noise hides how they end', () => {
  const endOf = (room: number) =>
    findSound([scene([3, room], [3, -20], [3, room])], 'auto').sound[0]?.end ?? 0;
  expect(endOf(-40) - endOf(-65)).toBeGreaterThan(0.05);
  expect(endOf(-40)).toBeLessThan(6.15);
});

test('a sentence in an hour of silence is all that is kept', () => {
  const { sound } = findSound([scene([1800, -200], ...talk(4, -30, -90), [1800, -200])], 'auto');
  expect(rounded(sound)).toEqual([[1800, 1804]]);
});

describe('no sound', () => {
  test.each([
    ['digital silence', scene([30, -200])],
    ['a faint hiss', scene([30, -75])],
    ['an hour of noise', scene([3600, -25])],
    ['nothing at all', new Float32Array(0)],
  ])('%s', (_, powers) => {
    expect(findSound([powers], 'auto').sound).toEqual([]);
  });
});

test('a threshold of the customer overrides the floor', () => {
  const powers = scene([2, -50], [2, -30], [2, -50]);
  expect(rounded(findSound([powers], -40).sound)).toEqual([[2, 4]]);
  expect(rounded(findSound([powers], -60).sound)).toEqual([[0, 6]]);
});

test('the floor is the recording’s own', () => {
  const { noiseFloorDbfs } = findSound([scene(...talk(20, -20, -58), [5, -58])], 'auto');
  expect(noiseFloorDbfs).toBeGreaterThan(-63);
  expect(noiseFloorDbfs).toBeLessThan(-52);
});

describe('meter', () => {
  test('levels of a tone, and a last frame that is not whole', () => {
    const meter = createLevelMeter();
    const tone = Int16Array.from({ length: 16_050 }, (_, at) => 16_384 * Math.sin(at * 0.4));
    meter.push(tone.subarray(0, 5001));
    meter.push(tone.subarray(5001));
    const { bands, seconds } = meter.finish();
    expect(seconds).toBe(16_050 / 16_000);
    expect(bands.map(({ length }) => length)).toEqual([101, 101, 101]);
    const powers = bands.map(band => band[50] ?? 0);
    expect(10 * Math.log10(powers.reduce((sum, power) => sum + power, 0))).toBeCloseTo(-9, 0);
    // 1019 Hz is the middle band's.
    expect(powers.indexOf(Math.max(...powers))).toBe(1);
  });

  test('grows over hours', () => {
    const meter = createLevelMeter();
    for (let second = 0; second < 130; second += 1) meter.push(new Int16Array(16_000));
    expect(meter.finish().bands[2]).toHaveLength(13_000);
  });
});

test('samples stay whole however the pipe breaks', () => {
  const align = createAligner(4);
  const bytes = Uint8Array.from({ length: 23 }, (_, at) => at);
  const pieces = [
    bytes.subarray(0, 3),
    bytes.subarray(3, 4),
    bytes.subarray(4, 17),
    bytes.subarray(17),
  ];
  const whole = pieces.map(piece => new Uint8Array(align(piece)));
  expect(whole.map(({ length }) => length)).toEqual([0, 4, 12, 4]);
  expect(whole.flatMap(piece => [...piece])).toEqual([...bytes.subarray(0, 20)]);
});

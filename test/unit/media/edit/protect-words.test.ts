import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editOf, keepAll } from '#src/media/edit/plan-cuts.ts';
import { protectWords, spokenRanges } from '#src/media/edit/protect-words.ts';

const SOUND = { video: null };
const edit = editOf(
  [
    { start: 2, end: 10 },
    { start: 20, end: 28 },
  ],
  30,
);
const word = (start: number, end: number, confidence?: number) => ({
  start,
  end,
  text: 'word',
  ...(confidence === undefined ? {} : { confidence }),
});
const heard = (...words: ReturnType<typeof word>[]) => spokenRanges({ provider: 'offline', words });
const cutsOf = (words: ReturnType<typeof heard>) =>
  protectWords(edit, words, SOUND).cuts.map(({ start, end, reason }) => [
    Math.round(start * 1000) / 1000,
    Math.round(end * 1000) / 1000,
    reason,
  ]);

test('cuts that keep off words stay as they are, to the byte', () => {
  expect(protectWords(edit, heard(word(3, 4), word(9, 9.8), word(20.2, 21)), SOUND)).toBe(edit);
  expect(protectWords(keepAll(30), heard(word(3, 4)), SOUND).cuts).toEqual([]);
});

test.each([
  { name: 'at the start of a cut', words: [word(9.5, 10.3)], cuts: [10.45, 20] },
  { name: 'at its end', words: [word(19.8, 20.2)], cuts: [10, 19.75] },
  { name: 'inside', words: [word(14, 15)], cuts: [10, 13.95, 15.15, 20] },
  {
    name: 'that leaves too little beside it',
    words: [word(10.2, 15), word(11, 15)],
    cuts: [12.65, 20],
  },
])('a word $name is kept', ({ words, cuts }) => {
  expect(
    cutsOf(heard(...words))
      .filter(([, , reason]) => reason === 'pause')
      .flatMap(cut => cut.slice(0, 2)),
  ).toEqual(cuts);
});

test('a word in the head leaves the rest of the head out', () => {
  expect(cutsOf(heard(word(1, 1.2)))[0]).toEqual([0, 0.95, 'head']);
  expect(cutsOf(heard(word(29, 29.5)))).toContainEqual([29.65, 30, 'tail']);
});

test('with pictures, cuts and ends stay on frames', () => {
  const video = {
    codec: 'h264',
    width: 2,
    height: 2,
    rotation: 0,
    frame_rate: '25/1',
    variable_frame_rate: false,
    pixel_format: 'yuv420p',
    start_seconds: 0,
  } as const;
  const { cuts, kept } = protectWords(edit, heard(word(14, 14.99), word(29, 30)), { video });
  const inside = [...cuts, ...kept].flatMap(({ start, end }) => [start, end]);
  const frames = inside.filter(second => second < 30).map(second => second * 25);
  for (const frame of frames) expect(Math.abs(frame - Math.round(frame))).toBeLessThan(1e-4);
  expect(cuts.at(-1)?.end).toBeLessThanOrEqual(28.96);
});

test('doubtful words and subtitles that came along do not count', () => {
  expect(heard(word(14, 15, 0.3))).toEqual([]);
  expect(spokenRanges({ provider: 'imported', words: [word(14, 15)] })).toEqual([]);
});

test('whatever was heard, no cut touches a word, and none grows', () => {
  const spoken = fc.array(
    fc.tuple(
      fc.double({ min: 0, max: 29, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(spoken, pairs => {
      const words = pairs.map(([start, length]) => word(start, Math.min(30, start + length)));
      const { cuts } = protectWords(edit, heard(...words), SOUND);
      for (const cut of cuts) {
        expect(words.some(({ start, end }) => start < cut.end && cut.start < end)).toBe(false);
        expect(edit.cuts.some(({ start, end }) => start <= cut.start && cut.end <= end)).toBe(true);
      }
    }),
  );
});

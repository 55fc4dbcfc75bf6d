import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeWords, soundInFile } from '../../../../src/speech/batch/place-words.ts';
import { planFiles } from '../../../../src/speech/batch/plan-files.ts';
import { stitchClips } from '../../../../src/speech/stitch-clips.ts';
import { spokenWord } from '../../../support/spoken.ts';

const chunk = (name: string, start: number, end: number, size = 10) => ({
  name,
  start,
  end,
  size,
});
const CHUNKS = [chunk('1', 5, 15), chunk('2', 30, 40.2), chunk('3', 40.4, 50), chunk('4', 50, 60)];

test('one file for all, with short pauses where silence was left out', () => {
  expect(planFiles(CHUNKS, 1000)).toEqual([
    {
      name: '0001',
      seconds: 40.5,
      parts: [
        { name: '1', seconds: 10.5 },
        { name: '2', seconds: 10.4 },
        { name: '3', seconds: 9.6 },
        { name: '4', seconds: 10 },
      ],
      pieces: [
        { fileStart: 0, start: 5, end: 15 },
        { fileStart: 10.5, start: 30, end: 40.2 },
        // What was cut in the middle of sound is whole again.
        { fileStart: 20.9, start: 40.4, end: 60 },
      ],
    },
  ]);
});

test('a new file only where the next chunk would be too much', () => {
  const names = planFiles(CHUNKS, 20).map(({ parts }) => parts.map(({ name }) => name).join());
  expect(names).toEqual(['1,2', '3,4']);
  expect(planFiles(CHUNKS, 5)).toHaveLength(4);
  expect(planFiles([], 5)).toEqual([]);
});

test('chunks that share some seconds are heard with a pause between, and stitched', () => {
  const shared = [chunk('1', 0, 43), chunk('2', 40, 80)];
  const [{ pieces, seconds } = { pieces: [], seconds: 0 }] = planFiles(shared, 1000);
  expect(seconds).toBe(83.5);
  const words = [spokenWord('red', 39), spokenWord('blue', 41), spokenWord('gre', 42.8, 43)];
  const again = [spokenWord('lue', 43.5), spokenWord('blue', 44.55), spokenWord('green', 46.3)];
  expect(stitchClips(placeWords([...words, ...again], pieces)).map(({ text }) => text)).toEqual([
    'red',
    'blue',
    'green',
  ]);
});

test('words go back to where they were said', () => {
  const [{ pieces } = { pieces: [] }] = planFiles(CHUNKS, 1000);
  const words = [
    spokenWord('one', 1),
    spokenWord('two', 11),
    spokenWord('three', 20.9),
    spokenWord('four', 30.7),
  ];
  expect(stitchClips(placeWords(words, pieces))).toEqual([
    spokenWord('one', 6),
    spokenWord('two', 30.5, 30.9),
    spokenWord('three', 40.4, 40.8),
    spokenWord('four', 50.2, expect.closeTo(50.6)),
  ]);
});

test('a word in a pause belongs to the nearer side, and stays inside it', () => {
  const [{ pieces } = { pieces: [] }] = planFiles(CHUNKS, 1000);
  const words = [
    spokenWord('end', 9.9, 10.3),
    spokenWord('start', 10.2, 10.6),
    spokenWord('over', 20.6, 20.95),
  ];
  expect(placeWords(words, pieces).flatMap(({ start, words: [first] }) => [start, first])).toEqual([
    5,
    { text: 'end', start: expect.closeTo(9.9), end: 10 },
    30,
    { text: 'start', start: 0, end: expect.closeTo(0.1) },
    40.4,
    undefined,
  ]);
  expect(placeWords(words, pieces)[1]?.words[1]).toMatchObject({ text: 'over' });
});

test('a word out of order is in the piece of its time all the same', () => {
  const [{ pieces } = { pieces: [] }] = planFiles(CHUNKS, 1000);
  const placed = stitchClips(
    placeWords([spokenWord('second', 11), spokenWord('first', 9)], pieces),
  );
  expect(placed.map(({ text, start }) => [text, start])).toEqual([
    ['first', 14],
    ['second', 30.5],
  ]);
});

test('words before and after everything are not lost', () => {
  const [{ pieces } = { pieces: [] }] = planFiles(CHUNKS.slice(0, 1), 1000);
  const words = [spokenWord('early', -0.3, -0.1), spokenWord('late', 10.4, 10.8)];
  const placed = stitchClips(placeWords(words, pieces));
  expect(placed.map(({ text, start }) => [text, start])).toEqual([
    ['early', 5],
    ['late', 14.98],
  ]);
});

test('sound moves with its pieces', () => {
  const [{ pieces } = { pieces: [] }] = planFiles(CHUNKS, 1000);
  const sound = [
    { start: 6, end: 14 },
    { start: 39, end: 41 },
  ];
  expect(soundInFile(sound, pieces)).toEqual([
    { start: 1, end: 9 },
    { start: 19.5, end: expect.closeTo(20.7) },
    { start: 20.9, end: 21.5 },
  ]);
});

test('every word comes back, in order, inside the piece that it was said in', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 10, max: 60 }), (pauses, maxBytes) => {
      let at = 0;
      const chunks = pauses.map((pause, index) => {
        const start = (at + pause) / 1000;
        at += pause + 3000;
        return chunk(String(index), start, start + 3);
      });
      const said = chunks.flatMap(({ start }, index) => [
        spokenWord(`a${index}`, start + 0.1, start + 0.5),
        spokenWord(`b${index}`, start + 2.5, start + 2.9),
      ]);
      const recognized = planFiles(chunks, maxBytes).flatMap(({ pieces }) => {
        const own = pieces.flatMap(({ fileStart, start, end }) =>
          said
            .filter(one => one.start >= start && one.end <= end)
            .map(one =>
              spokenWord(one.text, one.start - start + fileStart, one.end - start + fileStart),
            ),
        );
        return placeWords(own, pieces);
      });
      const words = stitchClips(recognized);
      expect(words.map(({ text }) => text)).toEqual(said.map(({ text }) => text));
      for (const [index, { start, end }] of words.entries()) {
        expect(start).toBeCloseTo(said[index]?.start ?? -1, 2);
        expect(end).toBeCloseTo(said[index]?.end ?? -1, 2);
      }
    }),
  );
});

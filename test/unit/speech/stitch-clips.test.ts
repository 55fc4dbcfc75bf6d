import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stitchClips } from '../../../src/speech/stitch-clips.ts';

const word = (text: string, start: number, end = start + 0.4) => ({ text, start, end });
const texts = (words: { text: string }[]) => words.map(({ text }) => text).join(' ');

test('words move to the place of their chunk, whatever order the answers came in', () => {
  const chunks = [
    { start: 30, end: 40, words: [word('later', 1)] },
    { start: 10, end: 20, words: [word('first', 2)] },
  ];
  expect(stitchClips(chunks)).toEqual([word('first', 12, 12.4), word('later', 31, 31.4)]);
});

test('words that two overlapping chunks heard stand once', () => {
  const chunks = [
    { start: 0, end: 10, words: [word('the', 8), word('Red', 8.5), word('house', 9.2)] },
    {
      start: 8,
      end: 20,
      words: [word('the', 0.1), word('red,', 0.6), word('house', 1.3), word('burns', 2)],
    },
  ];
  expect(texts(stitchClips(chunks))).toBe('the Red house burns');
});

test('an overlap that was heard differently keeps what the first chunk heard', () => {
  const chunks = [
    { start: 0, end: 10, words: [word('a', 8), word('boat', 9)] },
    { start: 8, end: 20, words: [word('the', 0), word('vote', 1), word('sinks', 2)] },
  ];
  expect(texts(stitchClips(chunks))).toBe('a boat sinks');
});

test('an equal word in the overlap that was said later is another one', () => {
  const chunks = [
    { start: 0, end: 10, words: [word('no', 8)] },
    { start: 7, end: 20, words: [word('no', 2.2), word('way', 4)] },
  ];
  expect(texts(stitchClips(chunks))).toBe('no no way');
});

test('a word that is really said on both sides of a cut stays twice', () => {
  const chunks = [
    { start: 0, end: 10, words: [word('no', 9.5)] },
    { start: 10, end: 20, words: [word('no', 0.01)] },
  ];
  expect(texts(stitchClips(chunks))).toBe('no no');
});

test('an end that was rounded up does not swallow the first word of the next chunk', () => {
  const chunks = [
    { start: 0, end: 10, words: [word('one', 9.5, 10.4)] },
    { start: 10, end: 20, words: [word('two', 0.05, 0.25)] },
  ];
  expect(texts(stitchClips(chunks))).toBe('one two');
});

test('words after the end of a chunk were never said', () => {
  const chunks = [{ start: 0, end: 5, words: [word('yes', 4.4), word('watching', 6)] }];
  expect(texts(stitchClips(chunks))).toBe('yes');
});

test('cut anywhere between words, nothing is lost or doubled', () => {
  const gaps = fc.array(fc.double({ min: 0.05, max: 2, noNaN: true }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(gaps, fc.array(fc.nat(40), { maxLength: 6 }), (pauses, cuts) => {
      let at = 0;
      const words = pauses.map((pause, index) => {
        const start = at + pause;
        at = start + 0.3;
        return word(`w${index % 3}`, start, at);
      });
      const edges = [...new Set([0, ...cuts.filter(cut => cut < words.length), words.length])].sort(
        (a, b) => a - b,
      );
      const chunks = edges.slice(0, -1).map((from, index) => {
        const own = words.slice(from, edges[index + 1]);
        const start = from === 0 ? 0 : (words[from - 1]?.end ?? 0);
        const end = own.at(-1)?.end ?? start;
        return {
          start,
          end,
          words: own.map(one => word(one.text, one.start - start, one.end - start)),
        };
      });
      expect(texts(stitchClips(chunks))).toBe(texts(words));
    }),
  );
});

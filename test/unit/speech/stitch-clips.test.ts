import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stitchClips } from '../../../src/speech/stitch-clips.ts';
import { tidyWords } from '../../../src/speech/tidy-words.ts';
import { spokenWord, textOf } from '../../support/spoken.ts';

test('words move to the place of their chunk, whatever order the answers came in', () => {
  const chunks = [
    { start: 30, end: 40, words: [spokenWord('later', 1)] },
    { start: 10, end: 20, words: [spokenWord('first', 2)] },
  ];
  expect(stitchClips(chunks)).toEqual([
    spokenWord('first', 12, 12.4),
    spokenWord('later', 31, 31.4),
  ]);
});

test('words that two overlapping chunks heard stand once', () => {
  const chunks = [
    {
      start: 0,
      end: 10,
      words: [spokenWord('the', 8), spokenWord('Red', 8.5), spokenWord('house', 9.2)],
    },
    {
      start: 8,
      end: 20,
      words: [
        spokenWord('the', 0.1),
        spokenWord('red,', 0.6),
        spokenWord('house', 1.3),
        spokenWord('burns', 2),
      ],
    },
  ];
  expect(textOf(stitchClips(chunks))).toBe('the Red house burns');
});

test('an overlap that was heard differently changes over in its middle, far from both edges', () => {
  const chunks = [
    { start: 0, end: 10, words: [spokenWord('a', 8), spokenWord('boat', 9)] },
    {
      start: 8,
      end: 20,
      words: [spokenWord('the', 0), spokenWord('vote', 1), spokenWord('sinks', 2)],
    },
  ];
  expect(textOf(stitchClips(chunks))).toBe('a vote sinks');
});

test('an equal word in the overlap that was said later is another one', () => {
  const chunks = [
    { start: 0, end: 10, words: [spokenWord('no', 8)] },
    { start: 7, end: 20, words: [spokenWord('no', 2.2), spokenWord('way', 4)] },
  ];
  expect(textOf(stitchClips(chunks))).toBe('no no way');
});

test('half words at the edges of an overlap are not kept', () => {
  const chunks = [
    {
      start: 0,
      end: 10,
      words: [spokenWord('deep', 8.2), spokenWord('blue', 9), spokenWord('wat', 9.8, 10)],
    },
    {
      start: 8.4,
      end: 20,
      words: [spokenWord('eep', 0), spokenWord('Blue', 0.7), spokenWord('water', 1.4)],
    },
  ];
  expect(textOf(stitchClips(chunks))).toBe('deep blue water');
});

test('of a word that is said again and again none is lost', () => {
  const chunks = [
    {
      start: 0,
      end: 9.9,
      words: [spokenWord('no', 8.6), spokenWord('no', 9), spokenWord('no', 9.4)],
    },
    {
      start: 8.8,
      end: 20,
      words: [0.2, 0.6, 1].map(at => spokenWord('no', at)).concat(spokenWord('way', 2)),
    },
  ];
  expect(textOf(stitchClips(chunks))).toBe('no no no no way');
});

test('what only one of two chunks heard of their overlap stays', () => {
  const all = ['red', 'green', 'blue'].map((text, index) => spokenWord(text, 8 + index * 0.6));
  const inNext = all.map(({ text, start }) => spokenWord(text, start - 8));
  const both = (before: typeof all, after: typeof all) =>
    stitchClips([
      { start: 0, end: 10, words: [spokenWord('paint', 7), ...before] },
      { start: 8, end: 20, words: [...after, spokenWord('too', 4)] },
    ]);
  expect(textOf(both(all, []))).toBe('paint red green blue too');
  expect(textOf(both([], inNext))).toBe('paint red green blue too');
});

test('a word that is really said on both sides of a cut stays twice', () => {
  const chunks = [
    { start: 0, end: 10, words: [spokenWord('no', 9.5)] },
    { start: 10, end: 20, words: [spokenWord('no', 0.01)] },
  ];
  expect(textOf(stitchClips(chunks))).toBe('no no');
});

test('an end that was rounded up does not swallow the first word of the next chunk', () => {
  const chunks = [
    { start: 0, end: 10, words: [spokenWord('one', 9.5, 10.4)] },
    { start: 10, end: 20, words: [spokenWord('two', 0.05, 0.25)] },
  ];
  expect(textOf(stitchClips(chunks))).toBe('one two');
});

test('words after the end of a chunk were never said', () => {
  const chunks = [{ start: 0, end: 5, words: [spokenWord('yes', 4.4), spokenWord('watching', 6)] }];
  expect(textOf(stitchClips(chunks))).toBe('yes');
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
        return spokenWord(`w${index % 3}`, start, at);
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
          words: own.map(one => spokenWord(one.text, one.start - start, one.end - start)),
        };
      });
      expect(textOf(stitchClips(chunks))).toBe(textOf(words));
    }),
  );
});

test('cut anywhere with three seconds for both sides, nothing is lost, doubled or half', () => {
  const rows = fc.array(
    fc.tuple(
      fc.double({ min: 0.1, max: 0.8, noNaN: true }),
      fc.double({ max: 0.3, noNaN: true, min: 0 }),
    ),
    { minLength: 40, maxLength: 80 },
  );
  const early = fc.double({ min: -0.2, max: 0.2, noNaN: true });
  fc.assert(
    fc.property(rows, fc.double({ min: 0.3, max: 0.7, noNaN: true }), early, (lengths, at, off) => {
      let end = 0.3;
      const words = lengths.map(([length, pause], index) => {
        const start = end + pause;
        end = start + length;
        return spokenWord(`w${index}`, start, end);
      });
      const cut = end * at;
      const chunkOf = (from: number, to: number, shift: number) => ({
        start: from,
        end: to,
        words: words.flatMap(({ text, start, end: stop }) => {
          const [begin, finish] = [Math.max(start, from), Math.min(stop, to)];
          if (finish - begin < (stop - start) / 3) return [];
          const isHalf = finish - begin < (stop - start) * 0.95;
          return [
            spokenWord(isHalf ? `half-${text}` : text, begin - from + shift, finish - from + shift),
          ];
        }),
      });
      const chunks = [chunkOf(0, cut + 1.5, 0), chunkOf(cut - 1.5, end + 1, off)];
      expect(textOf(tidyWords(stitchClips(chunks)))).toBe(textOf(words));
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { pullToSound } from '../../../src/speech/pull-to-sound.ts';

const SOUND = [
  { start: 1, end: 3 },
  { start: 10, end: 12 },
];
const pulled = (text: string, start: number, end: number) =>
  pullToSound([{ text, start, end, confidence: 0.9 }], SOUND)[0];

describe('a word', () => {
  test.each([
    { name: 'inside sound stays', word: ['in', 1.5, 2], to: [1.5, 2] },
    {
      name: 'stretched to an earlier start comes after the pause',
      word: ['when', 3, 10.4],
      to: [9.95, 10.4],
    },
    {
      name: 'stretched over a pause, from well inside a sound, too',
      word: ['when', 2.5, 10.4],
      to: [9.95, 10.4],
    },
    {
      name: 'that ends a clause ends before the pause',
      word: ['banana.', 2.5, 10.4],
      to: [2.5, 3.15],
    },
    {
      name: 'that ends a clause, but has only the tail before it, comes after',
      word: ['Banana.', 3, 10.6],
      to: [9.95, 10.6],
    },
    {
      name: 'wholly in silence after a sound moves back',
      word: ['so', 3.4, 3.6],
      to: [2.95, 3.15],
    },
    {
      name: 'wholly in silence before a sound moves on',
      word: ['so', 9.5, 9.8],
      to: [9.95, 10.25],
    },
    { name: 'far from any sound stays', word: ['so', 6, 6.4], to: [6, 6.4] },
    { name: 'after all sound stays near its end', word: ['so', 12.5, 13], to: [11.65, 12.15] },
    { name: 'before all sound', word: ['so', 0.2, 0.7], to: [0.95, 1.45] },
  ] as const)('$name', ({ word: [text, start, end], to }) => {
    expect(pulled(text, start, end)).toEqual({
      text,
      start: expect.closeTo(to[0], 5),
      end: expect.closeTo(to[1], 5),
      confidence: 0.9,
    });
  });
});

test('no word is lost or changes its place', () => {
  const words = Array.from({ length: 200 }, (_, index) => ({
    text: `${index}`,
    start: index * 0.07,
    end: index * 0.07 + 0.06,
  }));
  const out = pullToSound(words, SOUND);
  expect(out.map(({ text }) => text)).toEqual(words.map(({ text }) => text));
  expect(pullToSound(words, [])).toEqual(words);
});

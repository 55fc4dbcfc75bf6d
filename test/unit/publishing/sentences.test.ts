import { expect, test } from 'vitest';
import type { EditList } from '../../../src/documents/edit.contract.ts';
import type { Transcript } from '../../../src/documents/transcript.contract.ts';
import { sentencesOf } from '../../../src/publishing/sentences.ts';

const edit = (reason: 'pause' | 'manual'): EditList => ({
  version: 1,
  source_seconds: 30,
  kept_seconds: 20,
  kept: [
    { start: 0, end: 10 },
    { start: 20, end: 30 },
  ],
  cuts: [{ start: 10, end: 20, reason }],
});

const word = (start: number, text: string) => ({ start, end: start + 1, text });
const transcript: Transcript = {
  version: 1,
  provider: 'offline',
  model: 'm',
  language: 'en',
  words: [word(8, 'my'), word(12, 'secret'), word(15, 'number'), word(21, 'is'), word(23, 'out')],
  segments: [
    { start: 8, end: 13, text: 'My secret', first_word: 0, last_word: 2 },
    { start: 15, end: 16, text: 'number', first_word: 2, last_word: 3 },
    { start: 21, end: 24, text: 'is out.', first_word: 3, last_word: 5 },
  ],
  cost: { audio_seconds: 30, amount_minor: 0, currency: 'USD' },
};

test('what was cut by hand is not shown', () => {
  expect(sentencesOf(transcript, edit('manual'))).toEqual([
    { start: 8, end: 10, text: 'my' },
    { start: 11, end: 14, text: 'is out.' },
  ]);
});

test('a cut from one word to another takes both, though it shrinks to frames', () => {
  const list = edit('manual');
  const cuts = [{ start: 12.04, end: 15.96, reason: 'manual' as const }];
  const texts = sentencesOf(transcript, { ...list, cuts }).map(({ text }) => text);
  expect(texts).toEqual(['my', 'is out.']);
});

test('a word with an inexact time in a cut pause stays', () => {
  const texts = sentencesOf(transcript, edit('pause')).map(({ text }) => text);
  expect(texts).toEqual(['My secret', 'number', 'is out.']);
});

test('an imported transcript without words is cut by its segments', () => {
  const segments = transcript.segments.map(segment => ({
    ...segment,
    first_word: 0,
    last_word: 0,
  }));
  const texts = sentencesOf({ ...transcript, words: [], segments }, edit('manual'));
  expect(texts.map(({ text }) => text)).toEqual(['My secret', 'is out.']);
});

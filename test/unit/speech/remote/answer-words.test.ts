import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerWords } from '../../../../src/speech/remote/answer-words.ts';
import { VerboseAnswer } from '../../../../src/speech/remote/verbose-answer.contract.ts';
import { stitchClips } from '../../../../src/speech/stitch-clips.ts';
import { textOf } from '../../../support/spoken.ts';

const CLIP = { durationSeconds: 20 };
const line = (text: string, start: number, end: number, more = {}) => ({
  text,
  start,
  end,
  ...more,
});
const timed = (word: string, start: number, end = start + 0.3) => ({ word, start, end });
const recognized = (answer: object, sound?: { start: number; end: number }[]) =>
  answerWords(VerboseAnswer.parse({ text: 'x', ...answer }), {
    ...CLIP,
    ...(sound && { sound }),
  }) ?? [];

test('lines say what was said, words say when', () => {
  const words = recognized({
    segments: [line(' Well, it works.', 1, 3)],
    words: [timed('Well', 1.1), timed('it', 1.6), timed('works', 2.2)],
  });
  expect(words).toEqual([
    { text: 'Well,', start: 1.1, end: expect.closeTo(1.4) },
    { text: 'it', start: 1.6, end: expect.closeTo(1.9) },
    { text: 'works.', start: 2.2, end: 2.5 },
  ]);
});

test('only words: the text as a whole gives the punctuation', () => {
  const words = recognized({ text: 'Yes. No.', words: [timed('Yes', 1), timed('No', 5)] });
  expect(words.map(({ text, start }) => [text, start])).toEqual([
    ['Yes.', 1],
    ['No.', 5],
  ]);
});

test('a word without a time of its own fits between its neighbours', () => {
  const words = recognized({
    segments: [line('one 2 three', 0, 3)],
    words: [timed('one', 0, 0.5), timed('two', 0.9, 1.2), timed('three', 2, 2.5)],
  });
  expect(words.map(({ text }) => text)).toEqual(['one', '2', 'three']);
  expect(words[1]?.start).toBe(0.5);
  expect(words[1]?.end).toBe(2);
});

test('a word without times of any kind costs the others nothing', () => {
  const words = recognized({
    segments: [line('In 2014 it began.', 0, 4)],
    words: [
      timed('In', 0.1),
      { word: '2014' },
      { word: 'it', start: null, end: 2 },
      timed('began.', 3),
    ],
  });
  expect(words.map(({ text, start }) => [text, start])).toEqual([
    ['In', 0.1],
    ['2014', expect.closeTo(0.4)],
    ['it', expect.any(Number)],
    ['began.', 3],
  ]);
});

describe('times that cannot be believed', () => {
  const segments = [line('alpha beta', 2, 4), line('gamma', 6, 7)];
  test.each([
    { name: 'no length', words: [timed('alpha', 2, 2), timed('beta', 3, 3), timed('gamma', 6, 6)] },
    { name: 'one start', words: [timed('alpha', 2), timed('beta', 2), timed('gamma', 2)] },
    {
      name: 'far from their lines',
      words: [timed('alpha', 15), timed('beta', 16), timed('gamma', 17)],
    },
    { name: 'none', words: [] },
  ])('$name: the line shares its time by length', ({ words }) => {
    expect(recognized({ segments, words })).toEqual([
      { text: 'alpha', start: 2, end: expect.closeTo(2 + (2 * 6) / 11) },
      { text: 'beta', start: expect.closeTo(2 + (2 * 6) / 11), end: 4 },
      { text: 'gamma', start: 6, end: 7 },
    ]);
  });

  test('a line without a length takes the time where its audio was', () => {
    const [word] = recognized({
      segments: [line('hello', 5, 5, { audio_start: 7, audio_end: 8 })],
    });
    expect(word).toEqual({ text: 'hello', start: 7, end: 8 });
  });

  test('or lasts until the next line', () => {
    const [word] = recognized({ segments: [line('hello', 5, 5), line('you', 9, 10)] });
    expect(word).toEqual({ text: 'hello', start: 5, end: 9 });
  });
});

describe('inventions', () => {
  const real = line('This was said.', 0, 2);
  test.each([
    { name: 'Russian credits', more: [line(' Субтитры сделал DimaTorzok', 5, 6)] },
    { name: 'thanks into silence', more: [line('Thanks for watching!', 5, 6)] },
    {
      name: 'silence by its own account',
      more: [line('Uh', 5, 6, { no_speech_prob: 0.9, avg_logprob: -1.4 })],
    },
    { name: 'text after the end', more: [line('More text', 21, 25)] },
  ])('$name is dropped, the rest stays', ({ more }) => {
    expect(textOf(recognized({ segments: [real, ...more] }))).toBe('This was said.');
  });

  test('credits at both ends do not take the lecture between them', () => {
    const credits = line('Редактор субтитров А.Семкин', 0, 1);
    expect(
      textOf(
        recognized({
          segments: [credits, { ...real, start: 2, end: 4 }, { ...credits, start: 5, end: 6 }],
        }),
      ),
    ).toBe('This was said.');
  });

  test('a line that loops stands once, one said twice stands twice', () => {
    const loop = [1, 2, 3, 4].map(at => line('and so on', at, at + 1));
    expect(
      textOf(recognized({ segments: [line('No.', 0, 0.5), line('No.', 0.5, 1), ...loop] })),
    ).toBe('No. No. and so on');
  });

  test('words that loop inside a line stand once', () => {
    expect(textOf(recognized({ segments: [line(`go ${'you know '.repeat(9)}home`, 0, 9)] }))).toBe(
      'go you know home',
    );
  });

  test.each([
    { name: 'Russian', text: `и ${'потому что '.repeat(9)}всё`, left: 'и потому что всё' },
    { name: 'one word', text: `${'да, '.repeat(12)}да.`, left: 'да.' },
    { name: 'without spaces', text: `我说${'明白'.repeat(12)}`, left: '我说明白' },
  ])('$name: loops are found in every script', ({ text, left }) => {
    expect(textOf(recognized({ segments: [line(text, 0, 9)] }))).toBe(left);
  });

  test.each(['no no no no no', 'да, да, да, да', 'ha ha ha', '哈哈哈哈哈', '10000000000'])(
    '%s is said',
    text => {
      expect(textOf(recognized({ segments: [line(text, 0, 2)] }))).toBe(text);
    },
  );

  test('a long line without a space is read in no time', () => {
    const started = performance.now();
    recognized({ segments: [line('a.'.repeat(20_000), 0, 9), line('ab'.repeat(20_000), 9, 18)] });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test.each([
    'Subtitles by the Amara.org community',
    'Subtitles by SteamTeamExtra',
    'Субтитры создавал DimaTorzok',
    'Редактор субтитров А.Семкин Корректор А.Егорова',
    'Transcription by CastingWords',
    'Untertitel der Amara.org-Community',
  ])('%s is a credit', text => {
    expect(textOf(recognized({ segments: [real, line(text, 5, 7)] }))).toBe('This was said.');
  });

  test.each([
    'Thanks for watching the pot.',
    'Subtitles by default are off in this player.',
    'We speed up transcription by batching the audio.',
    'Transcription by batch is cheaper.',
    'Хороший редактор субтитров показывает волну.',
    'Эти субтитры сделал наш коллега.',
    'Go to amara.org and sign in with your own account.',
  ])('%s is a sentence of a lecture', text => {
    expect(textOf(recognized({ segments: [line(text, 0, 2)] }))).toBe(text);
  });
});

describe('text where there was silence', () => {
  const sound = [
    { start: 1, end: 3 },
    { start: 11, end: 13.5 },
    { start: 18, end: 18.2 },
  ];
  const said = [line('The first sentence.', 1, 3), line('The second one.', 11, 13.5)];
  const all = (more: object) =>
    textOf(recognized({ segments: [said[0], more, said[1]].toSorted(byStart) }, sound));
  const byStart = (a: unknown, b: unknown) => Number(startOf(a)) - Number(startOf(b));
  const startOf = (value: unknown) => (value as { start: number }).start;

  test.each([
    { name: 'in the middle', invented: line('I see.', 6, 8) },
    { name: 'from the last word to the next', invented: line('I see.', 2.9, 11.15) },
    { name: 'right behind the last word', invented: line('I see.', 3, 5) },
    { name: 'short', invented: line('Oh.', 7, 7.3) },
    { name: 'without a length', invented: line('Oh.', 7, 7) },
    { name: 'in the next pause', invented: line('Bye.', 14, 16) },
  ])('an invented line $name is dropped', ({ invented }) => {
    expect(all(invented)).toBe('The first sentence. The second one.');
  });

  test.each([
    { name: 'a short word, half a second off', real: line('Yes.', 3.3, 3.5) },
    { name: 'a line that begins in the pause before it', real: line('And so on.', 9, 11.5) },
    { name: 'one word in a long line', real: line('Well.', 14, 20) },
  ])('$name stays', ({ real }) => {
    expect(all(real)).toContain(real.text);
  });

  test('where nothing was measured, nothing is dropped', () => {
    expect(textOf(recognized({ segments: [line('I see.', 6, 8)] }))).toBe('I see.');
  });

  test('the words of a long invention take no time from those that were said', () => {
    const many = Array.from({ length: 20 }, (_, index) => `noise${index}`);
    const words = recognized(
      {
        segments: [said[0], line(many.join(' '), 4, 10), said[1]],
        words: [
          ...['The', 'first', 'sentence'].map((word, index) => timed(word, 1 + index * 0.5)),
          ...many.map((word, index) => timed(word, 4.7 + index * 0.22, 4.8 + index * 0.22)),
          ...['The', 'second', 'one'].map((word, index) => timed(word, 11.4 + index * 0.6)),
        ],
      },
      sound,
    );
    expect(words.map(({ text, start }) => [text, start]).slice(3)).toEqual([
      ['The', 11.4],
      ['second', 12],
      ['one.', expect.closeTo(12.6)],
    ]);
  });
});

test('text without any time is refused, no text at all is an empty clip', () => {
  expect(answerWords({ text: 'Hello.' }, CLIP)).toBeUndefined();
  expect(answerWords({ text: ' ' }, CLIP)).toEqual([]);
});

describe('whatever the times are, all that was said stays, in its order', () => {
  const stitched = (answer: object) =>
    textOf(stitchClips([{ start: 100, end: 120, words: recognized(answer) }]));

  test.each([
    { name: 'the last word has no time', words: [timed('one', 0, 1), timed('two', 1, 20)] },
    {
      name: 'a time after the end',
      words: [timed('one', 0), timed('two', 19), timed('six', 20.4)],
    },
    { name: 'words overlap', words: [timed('one', 0, 5), timed('six', 1, 2)] },
    { name: 'times jump back', words: [timed('one', 5), timed('two', 1), timed('six', 2)] },
  ])('$name', ({ words }) => {
    expect(stitched({ segments: [line('one two six', 0, 25)], words })).toBe('one two six');
  });

  test('a word that jumped costs the others nothing', () => {
    const words = [timed('one', 1), timed('two', 6), timed('three', 2), timed('four', 3)];
    const starts = recognized({ segments: [line('one two three four', 0, 7)], words }).map(
      w => w.start,
    );
    expect(starts).toEqual([1, 1.3, 2, 3]);
  });

  test('a line that was heard otherwise leaves the next ones their times', () => {
    const other = Array.from({ length: 30 }, (_, index) => timed(`x${index}`, 1 + index * 0.1));
    const words = recognized({
      segments: [line('something else', 1, 4), line('and back', 10, 12)],
      words: [...other, timed('and', 10.4), timed('back', 11)],
    });
    expect(words.slice(2).map(({ start }) => start)).toEqual([10.4, 11]);
  });

  const NO_TIME = { isTimed: false, early: 0, length: 0 };
  test('always', () => {
    const seconds = (max: number, min = 0) => fc.double({ min, max, noNaN: true });
    const lines = fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 6 }),
        start: seconds(19.9),
        length: seconds(8),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const times = fc.array(
      fc.record({ isTimed: fc.boolean(), early: seconds(2, -2), length: seconds(1) }),
      { minLength: 36, maxLength: 36 },
    );
    fc.assert(
      fc.property(lines, times, (made, placed) => {
        let said = 0;
        const words: object[] = [];
        const segments = made.toSorted(byStart).map(({ count, start, length }) => {
          const own = Array.from({ length: count }, () => `w${said++}`);
          for (const [index, word] of own.entries()) {
            const { isTimed, early, length: lasts } = placed[said - count + index] ?? NO_TIME;
            const from = Math.max(0, start + (length * index) / count + early);
            if (isTimed) words.push(timed(word, from, from + lasts));
          }
          return line(own.join(' '), start, start + length);
        });
        const all = segments.map(({ text }) => text).join(' ');
        expect(stitched({ text: all, segments, words })).toBe(all);
      }),
    );
  });
  const byStart = (a: { start: number }, b: { start: number }) => a.start - b.start;
});

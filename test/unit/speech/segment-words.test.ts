import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Word } from '../../../src/documents/transcript.contract.ts';
import { segmentWords } from '../../../src/speech/segment-words.ts';
import { tidyWords } from '../../../src/speech/tidy-words.ts';

/** `a|b` is a pause of a second. */
function spoken(text: string, secondsPerWord = 0.4): Word[] {
  let at = 0;
  return text.split(' ').map(part => {
    const start = at;
    at += secondsPerWord + (part.endsWith('|') ? 1 : 0);
    return { text: part.replace('|', ''), start, end: start + secondsPerWord };
  });
}
const texts = (words: Word[]) => segmentWords(words).map(({ text }) => text);

test.each([
  { text: 'It rains. We stay.', segments: ['It rains.', 'We stay.'] },
  { text: 'Really? “Yes!” She said.', segments: ['Really?', '“Yes!”', 'She said.'] },
  { text: 'no marks here| but a pause', segments: ['no marks here', 'but a pause'] },
  { text: 'बारिश हो रही है। चलो।', segments: ['बारिश हो रही है।', 'चलो।'] },
  { text: '下雨了。 我们走吧！ 好。', segments: ['下雨了。', '我们走吧！', '好。'] },
  { text: 'هل تمطر؟ نعم', segments: ['هل تمطر؟', 'نعم'] },
  { text: 'trees, e.g. this oak', segments: ['trees, e.g. this oak'] },
])('$text', ({ text, segments }) => {
  expect(texts(spoken(text))).toEqual(segments);
});

test('a long sentence is divided after a clause, not anywhere', () => {
  const clause = `${'word '.repeat(22)}end,`;
  expect(texts(spoken(`${clause} ${clause} ${clause}`))).toEqual([clause, clause, clause]);
});

const anyWords = fc
  .array(
    fc.tuple(
      fc.string({ minLength: 1, maxLength: 8 }),
      fc.double({ min: 0, max: 4, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
    ),
    { maxLength: 80 },
  )
  .map(rows => {
    let at = 0;
    return rows.map(([text, pause, length]) => {
      const start = at + pause;
      at = start + length;
      return { text, start, end: at };
    });
  });

test('every word is in one segment, and only a single word may last longer than 15 seconds', () => {
  fc.assert(
    fc.property(anyWords, words => {
      const tidy = tidyWords(words);
      const segments = segmentWords(tidy);
      const covered = segments.flatMap(({ first_word, last_word }) =>
        tidy.slice(first_word, last_word),
      );
      expect(covered).toEqual(tidy);
      for (const { start, end, first_word, last_word } of segments) {
        expect(end - start <= 15 || last_word - first_word === 1).toBe(true);
      }
    }),
  );
});

test('tidy words are in order, do not overlap and have a length', () => {
  const times = fc.double({ min: 0, max: 100, noNaN: true });
  const wild = fc.array(fc.record({ text: fc.constant('w'), start: times, end: times }));
  fc.assert(
    fc.property(wild, words => {
      const tidy = tidyWords(words);
      expect(tidy).toHaveLength(words.length);
      for (const [index, word] of tidy.entries()) {
        expect(word.end).toBeGreaterThan(word.start);
        expect(word.start).toBeGreaterThanOrEqual(tidy[index - 1]?.end ?? 0);
      }
    }),
  );
});

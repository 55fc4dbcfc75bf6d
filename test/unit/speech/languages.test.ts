import { describe, expect, test } from 'vitest';
import { guessLanguage } from '../../../src/speech/guess-language.ts';
import { mostSpoken } from '../../../src/speech/most-spoken.ts';
import { languageCode } from '../../../src/speech/remote/language-code.ts';
import { SENTENCES } from '../../support/speech/sentences.ts';

test.each([
  ['english', 'en'],
  ['Russian', 'ru'],
  ['de', 'de'],
  ['pt-BR', 'pt'],
  ['bengali', 'bn'],
  ['haitian creole', 'ht'],
  ['myanmar', 'my'],
  ['Yue', 'zh'],
  ['jw', 'jv'],
  ['klingon', undefined],
  ['', undefined],
  [null, undefined],
])('the provider says %s: %s', (said, code) => {
  expect(languageCode(said)).toBe(code);
});

const words = (text: string, seconds: number) =>
  text.split(' ').map((word, index) => ({ text: word, start: index, end: index + seconds }));

test('the language that was spoken longest counts, whether it writes spaces or not', () => {
  const chinese = { language: 'zh', words: words('我们今天学习数据库 然后看索引', 12) };
  const quotation = { language: 'en', words: words('to be or not to be', 0.3) };
  expect(mostSpoken([chinese, quotation])).toBe('zh');
  expect(mostSpoken([quotation, { language: 'fr', words: [] }])).toBe('en');
  expect(mostSpoken([{ words: words('hm', 5) }])).toBeUndefined();
});

test.each([
  ['the cat sat on the mat and it was not amused by what he said', 'en'],
  ['мы говорим о том, что было в начале и как это связано с тем, что есть', 'ru'],
  ['ми говоримо про те, що було на початку, і як це пов’язано з тим, що є', 'uk'],
  ['wir sprechen über das, was am Anfang war, und wie es mit dem verbunden ist', 'de'],
  ['from the file', 'en'],
  ['שלום לכולם', 'he'],
  ['おはよう、授業を始めます', 'ja'],
  ['我们今天学习数据库', 'zh'],
  ['안녕하세요', 'ko'],
  ['नमस्ते दोस्तों', 'hi'],
  ['გამარჯობა მეგობრებო', 'ka'],
  ['Թվերի տեսություն', 'hy'],
  ['ሰላም', 'am'],
  ['hello hello hello', undefined],
  ['1 2 3 …', undefined],
  ['zxcv qwer asdf', undefined],
  ['', undefined],
])('%s: %s', (text, code) => {
  expect(guessLanguage(text.split(' '))).toBe(code);
});

/** So near that two short cues may be taken for it. */
const RELATIVES: Readonly<Record<string, string>> = { hr: 'sl' };

describe('sentences of every language', () => {
  test.each(Object.entries(SENTENCES))('%s', (language, sentences) => {
    expect(guessLanguage(sentences.join(' ').split(' '))).toBe(language);
  });

  test.each(Object.entries(SENTENCES))(
    'two short cues are %s, its nearest relative or nothing',
    (language, sentences) => {
      const guess = guessLanguage(sentences.slice(0, 2).join(' ').split(' '));
      expect([language, RELATIVES[language], undefined]).toContain(guess);
    },
  );
});

import { expect, test } from 'vitest';
import { guessLanguage } from '../../../src/speech/guess-language.ts';
import { mostSpoken } from '../../../src/speech/most-spoken.ts';
import { languageCode } from '../../../src/speech/remote/language-code.ts';

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
  ['zxcv qwer asdf', undefined],
  ['', undefined],
])('%s: %s', (text, code) => {
  expect(guessLanguage(text.split(' '))).toBe(code);
});

import { expect, test } from 'vitest';
import { guessLanguage } from '../../../src/speech/guess-language.ts';
import { languageCode } from '../../../src/speech/remote/language-code.ts';

test.each([
  ['english', 'en'],
  ['Russian', 'ru'],
  ['de', 'de'],
  ['pt-BR', 'pt'],
  ['klingon', undefined],
  ['', undefined],
  [null, undefined],
])('the provider says %s: %s', (said, code) => {
  expect(languageCode(said)).toBe(code);
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

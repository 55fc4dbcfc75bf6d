import { expect, test } from 'vitest';
import { recordingLanguage } from '../../../src/speech/recording-language.ts';

const clip = (language: string | undefined, seconds: number, languageProbability?: number) => ({
  language,
  words: [{ text: 'x', start: 0, end: seconds }],
  ...(languageProbability !== undefined && { languageProbability }),
});

test('what the first minutes said is the probability, where they said the same', () => {
  const detected = { language: 'ru', probability: 0.7 };
  const clips = [clip('ru', 60, 0.99), clip('en', 10, 0.95)];
  expect(recordingLanguage(clips, detected)).toEqual({ language: 'ru', languageProbability: 0.7 });
});

test('else that of the clips in the language, by their words', () => {
  const detected = { language: 'en', probability: 0.9 };
  const clips = [clip('en', 10, 0.9), clip('ru', 30, 0.8), clip('ru', 10, 0.4)];
  const { language, languageProbability } = recordingLanguage(clips, detected);
  expect(language).toBe('ru');
  expect(languageProbability).toBeCloseTo(0.7);
});

test('an engine that does not say has none', () => {
  expect(recordingLanguage([clip('fr', 1)], undefined)).toEqual({ language: 'fr' });
  expect(recordingLanguage([clip(undefined, 1)], undefined)).toEqual({ language: undefined });
});

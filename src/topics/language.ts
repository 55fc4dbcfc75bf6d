import snowball from 'snowball-stemmers';
import { functionWords } from './phrases/function-words.ts';

/** What the offline engine knows of a language. */
export type Language = {
  code: string;
  /** Maps forms of one word to one text. */
  stem: (word: string) => string;
  /** Whether a normal word is about something. */
  isTelling: (word: string) => boolean;
};

const STEMMERS: Record<string, string> = {
  en: 'english',
  ru: 'russian',
  uk: 'russian',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
  tr: 'turkish',
};

const MIN_LETTERS = 3;

export function languageOf(code: string): Language {
  const small = functionWords(code);
  const name = STEMMERS[code];
  const stemmer = name ? snowball.newStemmer(name) : undefined;
  return {
    code,
    stem: word => stemmer?.stem(word) ?? word,
    isTelling: word => word.length >= MIN_LETTERS && /\p{L}/u.test(word) && !small.has(word),
  };
}

/** A word as it is compared: small letters, no outer punctuation, one form of ё and apostrophe. */
export const normalWord = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll("'", '’')
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

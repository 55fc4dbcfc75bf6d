import { deu, eng, fra, ita, nld, pol, por, rus, spa, tur, ukr } from 'stopword';

/** Small words by language (ISO 639-1): they are in every text and in few other languages. */
export const STOP_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: eng,
  ru: rus,
  uk: ukr,
  de: deu,
  fr: fra,
  es: spa,
  it: ita,
  pt: por,
  nl: nld,
  pl: pol,
  tr: tur,
};

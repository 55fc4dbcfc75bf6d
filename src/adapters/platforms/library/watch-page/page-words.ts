import { ar } from './words/ar.ts';
import { en, type PageWords } from './words/en.ts';
import { es } from './words/es.ts';
import { he } from './words/he.ts';
import { ru } from './words/ru.ts';

export type { PageWords } from './words/en.ts';

const LANGUAGES: Readonly<Record<string, PageWords>> = { en, ru, es, he, ar };

/** Words of the page itself: in the recording's language where they were translated. */
export function pageWords(language: string | undefined | null) {
  const words = language ? LANGUAGES[language] : undefined;
  return words && language ? { words, pageLanguage: language } : { words: en, pageLanguage: 'en' };
}

/** A language by its own name: `Русский`. */
export function languageName(language: string) {
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
  const name = names.of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

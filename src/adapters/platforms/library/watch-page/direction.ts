import { html } from './html.ts';
import type { WatchPageModel } from './page-model.ts';

const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);

const directionOf = (language: string) =>
  RIGHT_TO_LEFT.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';

/** Of the whole page; pages are written from the left unless they say otherwise. */
export const pageDirection = (pageLanguage: string) =>
  directionOf(pageLanguage) === 'rtl' && html` dir="rtl"`;

/** Of a block in the language of the recording, where that differs from the page's. */
export function langOf({ language }: Pick<WatchPageModel, 'language'>, pageLanguage: string) {
  if (!language || language === pageLanguage) return false;
  const direction = directionOf(language);
  const differs = direction !== directionOf(pageLanguage);
  return html` lang="${language}"${differs && html` dir="${direction}"`}`;
}

const LETTER_FROM_RIGHT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}\p{Script=Nko}]/gu;

/**
 * People write names and titles in whatever language: where some letters run against the page, the
 * first of them decides.
 */
export function ownDirection(text: string, pageLanguage: string) {
  const others = text.replaceAll(LETTER_FROM_RIGHT, '');
  const runsAgainst =
    directionOf(pageLanguage) === 'rtl' ? /\p{L}/u.test(others) : others.length < text.length;
  return runsAgainst && html` dir="auto"`;
}

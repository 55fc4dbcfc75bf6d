import { cleanLine } from '../kernel/clean-text.ts';
import type { FoundTopics } from './find-topics.ts';

export type Start = FoundTopics['topics'][number];

const MAX_TITLE_CHARACTERS = 100;
const MAX_THEME_WORDS = 4;

/** `1. `, `- `, `[00:01:02] `: models number what is a list already. */
const LEAD = /^\s*(?:[-*•–—#]+|\d{1,3}[.)]|\[?\d{1,2}(?::\d{2}){1,2}\]?)[\s:–—-]+/u;
const WRAPPING = /^["'«“„]+|["'»”]+$/gu;

/** One line without numbering, quotes or a full stop, cut between words if it is far too long. */
export function cleanTitle(raw: string) {
  const line = cleanLine(raw).replace(LEAD, '').replaceAll(WRAPPING, '');
  const title = line.replace(/[.;:,\s]+$/u, '');
  const signs = [...title];
  if (signs.length <= MAX_TITLE_CHARACTERS) return title;
  const space = signs.lastIndexOf(' ', MAX_TITLE_CHARACTERS);
  const least = MAX_TITLE_CHARACTERS / 2;
  return signs
    .slice(0, space > least ? space : MAX_TITLE_CHARACTERS)
    .join('')
    .trim();
}

export const titleKey = (title: string) =>
  title
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** In order of time, with clean titles that differ. */
export function cleanTopics(topics: readonly Start[]): Start[] {
  const seen = new Set<string>();
  return topics
    .map(({ title, start }) => ({ title: cleanTitle(title), start }))
    .filter(({ title, start }) => titleKey(title) !== '' && Number.isFinite(start))
    .toSorted((a, b) => a.start - b.start)
    .filter(({ title }) => isNew(seen, title));
}

export function cleanThemes(themes: readonly string[]): string[] {
  const seen = new Set<string>();
  return themes
    .map(cleanTitle)
    .filter(theme => theme !== '' && theme.split(' ').length <= MAX_THEME_WORDS)
    .filter(theme => isNew(seen, theme));
}

function isNew(seen: Set<string>, title: string) {
  const key = titleKey(title);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

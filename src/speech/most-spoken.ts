import type { Word } from './transcript.contract.ts';

type Heard = { language?: string | undefined; words: readonly Word[] };

/** The language with the most words: one piece of a quotation must not name the whole. */
export function mostSpoken(heard: readonly Heard[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { language, words } of heard) {
    if (language) counts.set(language, (counts.get(language) ?? 0) + words.length);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

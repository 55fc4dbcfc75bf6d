import type { Word } from '../documents/transcript.contract.ts';

type Recognized = { language?: string | undefined; words: readonly Word[] };

/**
 * The language spoken longest: one piece of a quotation must not name the whole. Words are no
 * measure, as languages without spaces have a few long ones.
 */
export function mostSpoken(recognized: readonly Recognized[]): string | undefined {
  const seconds = new Map<string, number>();
  for (const { language, words } of recognized) {
    if (language) seconds.set(language, (seconds.get(language) ?? 0) + spokenSeconds(words));
  }
  return [...seconds].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

export const spokenSeconds = (words: readonly Word[]) =>
  words.reduce((sum, { start, end }) => sum + end - start, 0);

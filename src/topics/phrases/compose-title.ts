import type { RankedPhrase } from './rank-phrases.ts';

export const TITLE_WORDS = { least: 3, most: 6 };
const MAX_PHRASES = 3;

/** Conjunctions of the languages that get titles of two phrases; others get a comma. */
const AND: Record<string, string> = { en: ' and ', ru: ' и ' };

/**
 * A title of three to six telling words from the best phrases that have no word in common.
 * Shorter where the text gives no more, empty where it gives nothing.
 */
export function composeTitle(
  ranked: readonly RankedPhrase[],
  toText: (phrase: RankedPhrase) => string,
  language: string,
) {
  const chosen: RankedPhrase[] = [];
  let words = 0;
  for (const phrase of ranked) {
    if (words >= TITLE_WORDS.least || chosen.length === MAX_PHRASES) break;
    if (words + phrase.stems.length > TITLE_WORDS.most || overlaps(chosen, phrase)) continue;
    chosen.push(phrase);
    words += phrase.stems.length;
  }
  return capitalise(joinPhrases(chosen.map(toText), language));
}

const overlaps = (chosen: readonly RankedPhrase[], { stems }: RankedPhrase) =>
  chosen.some(phrase => phrase.stems.some(stem => stems.includes(stem)));

/** "A", "A and B", "A, B and C". */
export function joinPhrases(texts: readonly string[], language: string) {
  const [last, ...others] = texts.toReversed();
  if (others.length === 0) return last ?? '';
  return `${others.reverse().join(', ')}${AND[language] ?? ', '}${last}`;
}

export const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

import { partsOf } from './find-phrases.ts';
import type { CountedPhrase, TopicWords } from './phrase-table.ts';

export type RankedPhrase = CountedPhrase & { score: number };

/** A phrase of two or three words says more than its words apart. */
const LENGTH_BONUS = [0, 0.75, 1.25, 1.2, 1];

/** Phrases by how well they tell this topic from the rest of the recording, best first. */
export function rankPhrases(own: TopicWords, all: TopicWords): RankedPhrase[] {
  return withoutParts([...own.phrases.values()])
    .map(phrase => ({ ...phrase, score: score(phrase, own, all) }))
    .filter(phrase => phrase.score > 0)
    .toSorted((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
}

function score({ stems, count }: CountedPhrase, own: TopicWords, all: TopicWords) {
  const weights = stems.map(stem => stemWeight(stem, own, all));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return mean * Math.log2(1 + count) * (LENGTH_BONUS[stems.length] ?? 1);
}

/** Frequent here, and more frequent here than elsewhere. */
function stemWeight(stem: string, own: TopicWords, all: TopicWords) {
  const here = own.stems.get(stem) ?? 0;
  const elsewhere = (all.stems.get(stem) ?? here) - here;
  const share = here / own.total;
  const otherShare = (elsewhere + 0.5) / (all.total - own.total + 50);
  return Math.log2(1 + here) * Math.max(0.1, Math.log2(1 + share / otherShare));
}

/** A part that is hardly ever said alone goes: "polar bear" and not also "bear". */
const ALONE_SHARE = 0.3;

export function withoutParts(phrases: readonly CountedPhrase[]): CountedPhrase[] {
  const whole = new Map<string, number>();
  for (const { stems, count } of phrases) {
    if (count < 2) continue;
    for (const part of partsOf(stems).filter(({ length }) => length < stems.length)) {
      const key = part.join(' ');
      whole.set(key, Math.max(whole.get(key) ?? 0, count));
    }
  }
  return phrases.filter(({ key, count }) => (whole.get(key) ?? 0) < count * (1 - ALONE_SHARE));
}

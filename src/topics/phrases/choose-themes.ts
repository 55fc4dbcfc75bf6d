import { capitalise, joinPhrases } from './compose-title.ts';
import { addUp, type CountedPhrase, type TopicWords } from './phrase-table.ts';
import { withoutParts } from './rank-phrases.ts';

const MAX_THEMES = 3;
/** Said once, a phrase is a detail. */
const LEAST_COUNT = 2;

/**
 * What the whole recording is about: phrases of two to four words that come up often and in many
 * topics; where there are none, the two most frequent words.
 */
export function chooseThemes(
  topics: readonly TopicWords[],
  toText: (phrase: CountedPhrase) => string,
  language: string,
): string[] {
  const all = addUp(topics);
  const ranked = withoutParts([...all.phrases.values()])
    .map(phrase => ({ phrase, score: score(phrase, topics, all) }))
    .toSorted((a, b) => b.score - a.score || (a.phrase.key < b.phrase.key ? -1 : 1))
    .map(({ phrase }) => phrase);
  const long = ranked.filter(({ stems, count }) => stems.length > 1 && count >= LEAST_COUNT);
  if (long.length > 0) {
    return distinct(long)
      .slice(0, MAX_THEMES)
      .map(phrase => capitalise(toText(phrase)));
  }
  const words = distinct(ranked.filter(({ stems }) => stems.length === 1)).slice(0, 2);
  return words.length > 0 ? [capitalise(joinPhrases(words.map(toText), language))] : [];
}

function score(
  { stems, key, count }: CountedPhrase,
  topics: readonly TopicWords[],
  all: TopicWords,
) {
  const spread = topics.filter(topic => topic.phrases.has(key)).length;
  const frequency = stems.reduce((sum, stem) => sum + Math.log2(1 + (all.stems.get(stem) ?? 0)), 0);
  return (frequency / stems.length) * Math.log2(1 + count) * (1 + Math.log2(1 + spread));
}

/** No two with a word in common. */
function distinct(phrases: readonly CountedPhrase[]) {
  const taken = new Set<string>();
  return phrases.filter(({ stems }) => {
    const isNew = !stems.some(stem => taken.has(stem));
    if (isNew) for (const stem of stems) taken.add(stem);
    return isNew;
  });
}

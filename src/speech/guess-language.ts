import { STOP_WORDS } from './stop-words.ts';

const SMALL_WORDS = Object.entries(STOP_WORDS).map(([language, words]) => ({
  language,
  words: new Set(words),
}));

const SAMPLE_WORDS = 2000;
/** Less than this share of small words is no text of that language. */
const MIN_SHARE = 0.12;

/** ISO 639-1 of the language whose small words are most frequent; undefined if none stands out. */
export function guessLanguage(words: readonly string[]): string | undefined {
  const sample = words
    .slice(0, SAMPLE_WORDS)
    .map(word => word.toLowerCase().replaceAll(/[^\p{L}'’]/gu, ''))
    .filter(Boolean);
  if (sample.length === 0) return undefined;
  const scores = SMALL_WORDS.map(({ language, words: small }) => ({
    language,
    share: sample.filter(word => small.has(word)).length / sample.length,
  }));
  const best = scores.reduce((a, b) => (b.share > a.share ? b : a));
  return best.share >= MIN_SHARE ? best.language : undefined;
}

import { LETTER_MODELS } from './letters/letter-model.ts';
import { languageOfScript, scriptOf } from './scripts.ts';
import { STOP_WORDS } from './stop-words.ts';

const SAMPLE_WORDS = 2000;
/** Natural logarithm for each letter: real sentences have less in their own language. */
const MOST_COST_PER_LETTER = 4.4;
/** Languages that are less than e^5 times as unlikely as the best are told apart by small words. */
const CLOSE = 5;
/** Where small words say nothing either, this much is no guess. */
const TELLING = 2;

type Scored = { language: string; cost: number };

/**
 * ISO 639-1 of a text: by its script, then by which letters follow each other, then by small words.
 * Undefined if no language stands out.
 */
export function guessLanguage(words: readonly string[]): string | undefined {
  // A word that is said again says nothing new of the language.
  const sample = [...new Set(words.slice(0, SAMPLE_WORDS).map(normal))].filter(Boolean);
  const text = sample.join(' ');
  const script = scriptOf(text);
  if (!script) return undefined;
  return languageOfScript(script) ?? byLetters(sample, script);
}

const normal = (word: string) => word.toLowerCase().replaceAll(/[^\p{L}\p{M}'’]/gu, '');

function byLetters(words: readonly string[], script: string) {
  const text = words.join(' ');
  const [best, ...others] = LETTER_MODELS.filter(model => model.script === script)
    .map(({ language, costOf }) => ({ language, cost: costOf(text) }))
    .toSorted((a, b) => a.cost - b.cost);
  if (!best || best.cost > MOST_COST_PER_LETTER * lettersIn(text)) return undefined;
  const rivals = others.filter(({ cost }) => cost - best.cost < CLOSE);
  return rivals.length === 0 ? best.language : bySmallWords(words, best, rivals);
}

const lettersIn = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;

function bySmallWords(words: readonly string[], best: Scored, rivals: readonly Scored[]) {
  const [first, second] = [best, ...rivals]
    .map(({ language }) => ({ language, small: smallWords(words, language) }))
    .toSorted((a, b) => b.small - a.small);
  const margin = (rivals[0]?.cost ?? Number.POSITIVE_INFINITY) - best.cost;
  const byWords = first && second && first.small > second.small ? first.language : undefined;
  if (margin < TELLING) return byWords;
  // Letters and words that disagree say nothing.
  return byWords === undefined || byWords === best.language ? best.language : undefined;
}

function smallWords(words: readonly string[], language: string) {
  const small = new Set(STOP_WORDS[language] ?? []);
  return words.filter(word => small.has(word)).length;
}

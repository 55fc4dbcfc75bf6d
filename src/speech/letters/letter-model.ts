import { LETTER_TABLES } from './letter-tables.generated.ts';
import { LEFT_OUT, normalLetters } from './normal-letters.ts';

/** In natural logarithms, how unlikely signs are that a language does not write. */
const COST = {
  /** A letter of the same script that another language has. */
  strange: 7,
  /** A letter of another script inside a word. */
  mixed: 9,
  /** A capital behind a small letter of the same word. */
  capitalInside: 4,
  /** A vowel sign that is seldom written. */
  leftOut: 5,
  /** A quote between two letters, where quotes are not. */
  quoteInside: 7,
  /** A quote, a dash or a space that ASCII does not have. */
  mark: 2.5,
  /** A sign that is hardly ever in what people say: lines of tables, controls, currencies. */
  odd: 9,
  /** A code that stands for nothing. */
  nothing: 14,
};

const MARK = /[\p{Pd}\p{Pi}\p{Pf}\u00a0\u2026\u201e¿¡№°،؟؛·։]/u;
const NOTHING = /[\u0080-\u009f\ufffd\ue000-\uf8ff]/;
const LETTER = /[\p{L}\p{M}]/u;

const FIRST_SIGN = 35;
const STEPS = 8;

/** Which letters of a language follow each other, and how often. */
export type LetterModel = {
  /** ISO 639-1. */
  language: string;
  /** Unicode's name of its script. */
  script: string;
  /** How unlikely a text is, as a natural logarithm; comparable between models. */
  costOf: (text: string) => number;
};

export const LETTER_MODELS: readonly LetterModel[] = LETTER_TABLES.map(table => {
  const { language, script } = table;
  return { language, script, costOf: text => costOf(table, text) };
});

type Table = (typeof LETTER_TABLES)[number];

function costOf({ language, alphabet, costs }: Table, text: string) {
  const letters = indexOf(alphabet);
  const pair = (first: number, second: number) =>
    (costs.charCodeAt(first * letters.size + second) - FIRST_SIGN) / STEPS;
  let [cost, before, isForeign] = [brokenWords(text), 0, false];
  for (const sign of `${normalLetters(text, language)} `) {
    const letter = letters.get(sign);
    if (letter !== undefined) {
      cost += isForeign ? COST.mixed : pair(before, letter);
      [before, isForeign] = [letter, false];
      continue;
    }
    if (LEFT_OUT.test(sign)) {
      cost += COST.leftOut;
      continue;
    }
    if (before > 0) cost += pair(before, 0);
    cost += strangeCost(sign, before > 0);
    [before, isForeign] = [0, LETTER.test(sign)];
  }
  return cost;
}

function strangeCost(sign: string, isInside: boolean) {
  if (LETTER.test(sign)) return isInside ? COST.mixed : COST.strange;
  if (sign <= '\u007f') return 0;
  if (NOTHING.test(sign)) return COST.nothing;
  return MARK.test(sign) ? COST.mark : COST.odd;
}

const CAPITAL_INSIDE = /\p{Ll}\p{Lu}/gu;
const QUOTE_INSIDE = /\p{L}[“”„«»‹›]\p{L}/gu;

const brokenWords = (text: string) =>
  COST.capitalInside * (text.match(CAPITAL_INSIDE)?.length ?? 0) +
  COST.quoteInside * (text.match(QUOTE_INSIDE)?.length ?? 0);

const indexes = new Map<string, ReadonlyMap<string, number>>();

function indexOf(alphabet: string) {
  const known = indexes.get(alphabet);
  if (known) return known;
  const made = new Map([...alphabet].map((letter, index) => [letter === '_' ? '' : letter, index]));
  indexes.set(alphabet, made);
  return made;
}

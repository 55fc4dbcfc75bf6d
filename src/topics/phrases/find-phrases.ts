import { type Language, normalWord } from '../language.ts';

export type Token = { text: string; normal: string; stem: string; isTelling: boolean };

/** A run of words that may name something: as spoken, and as stems to compare. */
export type Phrase = { words: string[]; stems: string[] };

/** Finds the phrases in one sentence. */
export type PhraseFinder = (text: string) => Phrase[];

const MAX_WORDS = 4;
const ENDS_RUN = /[.,;:!?…)»”—]$/u;

/** For languages without a tagger: runs of telling words between small words and punctuation. */
export const plainPhrases =
  (language: Language): PhraseFinder =>
  text =>
    runs(text.split(/\s+/u).map(word => token(word, language))).flatMap(subPhrases(language));

function token(word: string, { stem, isTelling }: Language): Token {
  const normal = normalWord(word);
  return { text: word, normal, stem: stem(normal), isTelling: isTelling(normal) };
}

function runs(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  for (const one of tokens) {
    if (one.isTelling) found.at(-1)?.push(one);
    if (!one.isTelling || ENDS_RUN.test(one.text)) found.push([]);
  }
  return found.filter(run => run.length > 0);
}

const subPhrases =
  ({ code }: Language) =>
  (run: readonly Token[]): Phrase[] =>
    partsOf(run)
      .filter(part => code !== 'ru' || isRussianName(part))
      .map(toPhrase);

/** All runs of one to four neighbours. */
export const partsOf = <Item>(items: readonly Item[]): Item[][] =>
  items.flatMap((_, first) =>
    Array.from({ length: Math.min(MAX_WORDS, items.length - first) }, (_, more) =>
      items.slice(first, first + more + 1),
    ),
  );

const toPhrase = (tokens: readonly Token[]): Phrase => ({
  words: tokens.map(({ text }) => trimMarks(text)),
  stems: tokens.map(({ stem }) => stem),
});

export const trimMarks = (text: string) => text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** Verbs by ending, as there is no tagger: infinitives, third persons, "we". */
const VERB =
  /(т[ьс]ся|ешь|ишь|[уаояие]ет|[аяую]ют|[ауяе]ем|[дсзлр]ят|лась|лось|лись|лся|ють|[аяиеуы]ть|[сд]ет|[сдортжчшл]ит)$/u;
const NO_VERB =
  /^(память|печать|мать|сеть|нить|путь|суть|площадь|кредит|аудит|аппетит|лимит|элит|ребят)$/u;
const ADJECTIVE =
  /(ый|ий|ой|ая|яя|ое|ее|ые|ого|его|ому|ему|ых|их|ым|им|ыми|ими|ую|юю|[кгшжщч]ие|нные|щие)$/u;

/** Names end on a noun and have no verb inside. */
const isRussianName = (part: readonly Token[]) =>
  part.every(({ normal }) => !VERB.test(normal) || NO_VERB.test(normal)) &&
  !ADJECTIVE.test(part.at(-1)?.normal ?? '');

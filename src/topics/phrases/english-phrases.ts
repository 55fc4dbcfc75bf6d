import type { ItemToken } from 'wink-nlp';
import { lazy } from '../../kernel/lazy.ts';
import { type Language, normalWord } from '../language.ts';
import { type PhraseFinder, partsOf } from './find-phrases.ts';

type Tagged = { text: string; tag: string };

/** What may stand in a noun phrase, and what it ends on. */
const INSIDE = new Set(['NOUN', 'PROPN', 'ADJ']);
const HEAD = new Set(['NOUN', 'PROPN']);

/** Once in a process: it takes a second, and every load makes the model's own tables larger. */
const tagger = lazy(async () => {
  const [{ default: winkNlp }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const nlp = winkNlp(model, ['sbd', 'pos']);
  return (text: string) => {
    const tagged: Tagged[] = [];
    const add = (item: ItemToken) => tagged.push({ text: item.out(), tag: item.out(nlp.its.pos) });
    nlp.readDoc(text).tokens().each(add);
    return tagged;
  };
});

/** Noun phrases of English by a part-of-speech tagger. */
export async function englishPhrases({ stem, isTelling }: Language): Promise<PhraseFinder> {
  const tag = await tagger();
  return text =>
    runs(tag(text), word => isTelling(normalWord(word)))
      .flatMap(partsOf)
      .filter(part => HEAD.has(part.at(-1)?.tag ?? ''))
      .map(part => ({
        words: part.map(one => one.text),
        stems: part.map(one => stem(normalWord(one.text))),
      }));
}

function runs(tagged: readonly Tagged[], isTelling: (word: string) => boolean): Tagged[][] {
  const found: Tagged[][] = [[]];
  for (const [index, one] of tagged.entries()) {
    const isPart = INSIDE.has(one.tag) && !isVerb(one, tagged[index - 1], tagged[index + 1]);
    if (isPart && isTelling(one.text)) found.at(-1)?.push(one);
    else found.push([]);
  }
  return found.filter(run => run.length > 0);
}

/** "The optimizer picks a plan": the tagger takes such verbs for plurals. */
const isVerb = (word: Tagged, before: Tagged | undefined, after: Tagged | undefined) =>
  word.text.endsWith('s') && before?.tag === 'NOUN' && after?.tag === 'DET';

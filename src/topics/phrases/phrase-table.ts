import type { Pause } from '../../kernel/pause.ts';
import type { Phrase, PhraseFinder } from './find-phrases.ts';

/** A phrase of one topic: how often it came, and the form it mostly had. */
export type CountedPhrase = {
  key: string;
  stems: string[];
  count: number;
  forms: Map<string, number>;
};

export type TopicWords = {
  phrases: Map<string, CountedPhrase>;
  stems: Map<string, number>;
  total: number;
};

/** What is said in one topic, counted. */
export async function countWords(
  texts: readonly string[],
  find: PhraseFinder,
  stems: readonly string[],
  pause: Pause,
): Promise<TopicWords> {
  const phrases = new Map<string, CountedPhrase>();
  for (const text of texts) {
    await pause();
    for (const phrase of find(text)) addPhrase(phrases, phrase);
  }
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return { phrases, stems: counts, total: stems.length };
}

function addPhrase(phrases: Map<string, CountedPhrase>, { words, stems }: Phrase) {
  // "Dam, dam" is one word said twice.
  if (new Set(stems).size < stems.length) return;
  const key = stems.join(' ');
  const known = phrases.get(key) ?? { key, stems, count: 0, forms: new Map<string, number>() };
  const form = words.join(' ');
  known.count++;
  known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
  phrases.set(key, known);
}

/** Counts of several topics as one. */
export function addUp(parts: readonly TopicWords[]): TopicWords {
  const sum: TopicWords = { phrases: new Map(), stems: new Map(), total: 0 };
  for (const part of parts) {
    for (const [stem, count] of part.stems) sum.stems.set(stem, (sum.stems.get(stem) ?? 0) + count);
    for (const phrase of part.phrases.values()) mergePhrase(sum.phrases, phrase);
    sum.total += part.total;
  }
  return sum;
}

function mergePhrase(phrases: Map<string, CountedPhrase>, phrase: CountedPhrase) {
  const known = phrases.get(phrase.key) ?? {
    ...phrase,
    count: 0,
    forms: new Map<string, number>(),
  };
  known.count += phrase.count;
  for (const [form, count] of phrase.forms)
    known.forms.set(form, (known.forms.get(form) ?? 0) + count);
  phrases.set(phrase.key, known);
}

import type { AnswerWord } from './verbose-answer.contract.ts';

/**
 * Words whose times can be believed: inside the clip, with a length, and one after the other as they
 * are listed. Aligners that fail give words no length, many words one start, or jump back.
 */
export function plausibleWords(words: readonly AnswerWord[], clipSeconds: number): AnswerWord[] {
  const starts = new Map<number, number>();
  for (const { start } of words) starts.set(start, (starts.get(start) ?? 0) + 1);
  return rising(
    words.filter(({ start, end }) => end > start && start < clipSeconds && starts.get(start) === 1),
  );
}

/** The most words that begin one after the other: a jump costs the words that jumped, no others. */
function rising(words: readonly AnswerWord[]): AnswerWord[] {
  // lasts[n]: the word that ends the earliest of all rising runs of n + 1 words.
  const lasts: number[] = [];
  const before = words.map((word, index) => {
    const length = firstNotBelow(lasts, at => (words[at]?.start ?? 0) >= word.start);
    lasts[length] = index;
    return lasts[length - 1];
  });
  const run: AnswerWord[] = [];
  for (let at = lasts.at(-1); at !== undefined; at = before[at]) {
    const word = words[at];
    if (word) run.push(word);
  }
  return run.reverse();
}

function firstNotBelow(sorted: readonly number[], isNotBelow: (value: number) => boolean) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isNotBelow(sorted[middle] ?? 0)) to = middle;
    else from = middle + 1;
  }
  return from;
}

import type { Word } from '../documents/transcript.contract.ts';

/** A breath inside a sentence is shorter. */
const SENTENCE_PAUSE_SECONDS = 0.6;
const ALWAYS_CAPITAL = /^i('|$)/;

/** Gives bare English words what readers need: a capital and a full stop around every pause. */
export function punctuate(words: readonly Word[]): Word[] {
  return words.map((word, index) => {
    const [before, after] = [words[index - 1], words[index + 1]];
    const starts = !before || isPause(before, word) || ALWAYS_CAPITAL.test(word.text);
    const ends = !after || isPause(word, after);
    const text = starts ? capitalised(word.text) : word.text;
    return { ...word, text: ends ? `${text}.` : text };
  });
}

const isPause = (before: Word, after: Word) => after.start - before.end >= SENTENCE_PAUSE_SECONDS;

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

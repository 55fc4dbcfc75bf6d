import type { Word } from '../documents/transcript.contract.ts';

type Stretch = { start: number; end: number };

/** Words are longer to say than their letters alone: each has an onset and a gap. */
const weight = (text: string) => text.length + 1;

/** Shares a stretch of time among words by their length, for sources that time only lines. */
export function spreadWords(texts: readonly string[], { start, end }: Stretch): Word[] {
  const total = texts.reduce((sum, text) => sum + weight(text), 0);
  let said = 0;
  return texts.map(text => {
    const from = start + ((end - start) * said) / total;
    said += weight(text);
    return { text, start: from, end: start + ((end - start) * said) / total };
  });
}

export const splitWords = (text: string) => text.split(/\s+/u).filter(Boolean);

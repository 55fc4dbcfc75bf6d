import type { Word } from '../documents/transcript.contract.ts';

/** How sure an engine is of its words in the mean; undefined where it says so of none. */
export function meanConfidence(words: readonly Word[]): number | undefined {
  const said = words.flatMap(({ confidence }) => confidence ?? []);
  if (said.length === 0) return undefined;
  return said.reduce((sum, confidence) => sum + confidence, 0) / said.length;
}

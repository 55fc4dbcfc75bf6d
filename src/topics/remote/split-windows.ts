import type { Segment } from '../../speech/transcript.contract.ts';
import type { TopicRules } from '../topic-rules.ts';
import type { Window } from './prompt.ts';

/** About 25,000 tokens of Cyrillic: far inside any model's context, and an answer stays short. */
const WINDOW_CHARACTERS = 60_000;
/** Time stamp and line end. */
const LINE_CHARACTERS = 12;

/** Equal shares of a long transcript, each with its part of the number of topics. */
export function splitWindows(
  segments: readonly Segment[],
  rules: TopicRules,
  windowCharacters = WINDOW_CHARACTERS,
): Window[] {
  const sizes = segments.map(({ text }) => text.length + LINE_CHARACTERS);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const count = Math.max(1, Math.ceil(total / windowCharacters));
  const shares: Segment[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const [index, segment] of segments.entries()) {
    shares[Math.min(count - 1, Math.floor((before / total) * count))]?.push(segment);
    before += sizes[index] ?? 0;
  }
  const part = (number: number) => Math.max(1, Math.round(number / count));
  return shares
    .filter(share => share.length > 0)
    .map(share => ({ segments: share, min: part(rules.min), max: part(rules.max) }));
}

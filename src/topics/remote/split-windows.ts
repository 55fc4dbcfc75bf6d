import type { Segment } from '../../documents/transcript.contract.ts';
import type { TopicRules } from '../topic-rules.ts';
import type { Window } from './prompt.ts';

/** About 25,000 tokens of Cyrillic: far inside any model's context, and an answer stays short. */
const WINDOW_CHARACTERS = 60_000;
/** Time stamp and line end. */
const LINE_CHARACTERS = 12;

/** Equal shares of a long transcript, each with its part of the number of topics. */
export function splitWindows(
  segments: readonly Segment[],
  { min, max }: TopicRules,
  windowCharacters = WINDOW_CHARACTERS,
): Window[] {
  const total = segments.reduce((sum, segment) => sum + size(segment), 0);
  return share({ segments, min, max }, Math.max(1, Math.ceil(total / windowCharacters)));
}

export const halve = (window: Window) => share(window, 2);

function share({ segments, min, max }: Window, count: number): Window[] {
  const total = segments.reduce((sum, segment) => sum + size(segment), 0);
  const shares: Segment[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const segment of segments) {
    shares[Math.min(count - 1, Math.floor((before / total) * count))]?.push(segment);
    before += size(segment);
  }
  const part = (number: number) => Math.max(1, Math.round(number / count));
  return shares
    .filter(({ length }) => length > 0)
    .map(own => ({ segments: own, min: part(min), max: part(max) }));
}

const size = ({ text }: Segment) => text.length + LINE_CHARACTERS;

import type { Caption } from './parse-captions.ts';

/** Reading speed assumed for a caption whose end is missing or before its start. */
const CHARACTERS_PER_SECOND = 15;
/** Captions of live captioning repeat the line above; the repeat starts where the first one ends. */
const ROLLING_GAP_SECONDS = 0.1;

/** Captions in order, without overlaps and repeated lines, inside a recording of this length. */
export function repairCaptions(captions: readonly Caption[], lengthSeconds: number): Caption[] {
  const inside = captions
    .map(withEnd)
    .filter(({ start }) => start < lengthSeconds)
    .map(caption => ({ ...caption, end: Math.min(caption.end, lengthSeconds) }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  return cutOverlaps(joinSimultaneous(dropRolling(inside)));
}

function withEnd(caption: Caption): Caption {
  if (caption.end > caption.start) return caption;
  const length = caption.lines.join(' ').length;
  return { ...caption, end: caption.start + Math.max(1, length / CHARACTERS_PER_SECOND) };
}

/** Lines that the caption before already showed are dropped, and captions of such lines alone. */
function dropRolling(captions: readonly Caption[]): Caption[] {
  const kept: Caption[] = [];
  let before: Caption | undefined;
  for (const caption of captions) {
    const lines = freshLines(before, caption);
    if (lines.length > 0) kept.push({ ...caption, lines });
    before = caption;
  }
  return kept;
}

function freshLines(before: Caption | undefined, caption: Caption) {
  const touches = before && caption.start - before.end < ROLLING_GAP_SECONDS;
  if (!touches || caption.lines[0] !== before.lines.at(-1)) return caption.lines;
  const isFlash = caption.end - caption.start < ROLLING_GAP_SECONDS;
  return caption.lines.length > 1 || isFlash ? caption.lines.slice(1) : caption.lines;
}

/** Two speakers at once share one stretch. */
function joinSimultaneous(captions: readonly Caption[]): Caption[] {
  const joined: Caption[] = [];
  for (const caption of captions) {
    const last = joined.at(-1);
    if (last && last.start === caption.start) {
      last.lines = [...last.lines, ...caption.lines];
      last.end = Math.max(last.end, caption.end);
    } else joined.push({ ...caption });
  }
  return joined;
}

const cutOverlaps = (captions: readonly Caption[]) =>
  captions.map((caption, index) => ({
    ...caption,
    end: Math.min(caption.end, captions[index + 1]?.start ?? Number.POSITIVE_INFINITY),
  }));

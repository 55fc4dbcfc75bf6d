import type { Caption } from './parse-captions.ts';

/** Reading speed assumed for a caption whose end is missing or before its start. */
const CHARACTERS_PER_SECOND = 15;
/** Captions of live captioning repeat the line above; the repeat starts where the first one ends. */
const ROLLING_GAP_SECONDS = 0.1;
/** Programs round the end of the last caption up; what is less is no cut that anybody misses. */
const ROUNDING_SECONDS = 0.1;

/** `cut` reached beyond the recording, `outside` lay wholly before or after it. */
export type RepairedCaptions = { captions: Caption[]; cut: number; outside: number };

/** Captions in order, without overlaps and repeated lines, inside a recording of this length. */
export function repairCaptions(
  captions: readonly Caption[],
  lengthSeconds: number,
): RepairedCaptions {
  const ended = captions.map(withEnd);
  const inside = ended.filter(({ start, end }) => start < lengthSeconds && end > 0);
  const clipped = inside
    .map(caption => ({
      ...caption,
      start: Math.max(caption.start, 0),
      end: Math.min(caption.end, lengthSeconds),
    }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const reaches = ({ start, end }: Caption) => start < 0 || end > lengthSeconds + ROUNDING_SECONDS;
  return {
    captions: cutOverlaps(joinSimultaneous(dropRolling(clipped))),
    cut: inside.filter(reaches).length,
    outside: ended.length - inside.length,
  };
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
      for (const line of caption.lines) last.lines.push(line);
      last.end = Math.max(last.end, caption.end);
    } else joined.push({ ...caption, lines: [...caption.lines] });
  }
  return joined;
}

const cutOverlaps = (captions: readonly Caption[]) =>
  captions.map((caption, index) => ({
    ...caption,
    end: Math.min(caption.end, captions[index + 1]?.start ?? Number.POSITIVE_INFINITY),
  }));

import type { EditList } from './edit.contract.ts';
import { joinTouching, lengthOf, type Range } from './ranges.ts';

/**
 * Seconds on the edited clock for seconds on the original's. A moment that was cut away maps to
 * the join it vanished into; moments outside the original map to the nearest end. Makes nothing on
 * the way: lectures map each of their words by a list of thousands of ranges.
 */
export function toEdited({ kept }: EditList, seconds: number): number {
  let at = 0;
  for (const range of kept) {
    if (seconds < range.end) return at + Math.max(0, seconds - range.start);
    at += lengthOf(range);
  }
  return at;
}

/** Seconds on the original's clock for seconds on the edited one; a join maps to what follows it. */
export function toOriginal({ kept }: EditList, seconds: number): number {
  let at = 0;
  for (const range of kept) {
    const begin = at;
    at += lengthOf(range);
    if (seconds < at) return Math.min(range.start + Math.max(0, seconds - begin), range.end);
  }
  return kept.at(-1)?.end ?? 0;
}

/** Whether a moment of the original is in the edited recording. */
export const isKept = (edit: EditList, seconds: number) =>
  edit.kept.some(({ start, end }) => start <= seconds && seconds < end);

/**
 * Where a stretch of the original shows on the edited clock: parts that were cut vanish, what
 * touches is joined, nothing is left of a stretch that was cut whole.
 */
export function mapRange({ kept }: EditList, { start, end }: Range): Range[] {
  const parts: Range[] = [];
  let begin = 0;
  for (const range of kept) {
    const from = Math.max(start, range.start) - range.start;
    const to = Math.min(end, range.end) - range.start;
    if (to > from) parts.push({ start: begin + from, end: begin + to });
    begin += lengthOf(range);
  }
  return joinTouching(parts);
}

import type { EditList } from './edit.contract.ts';
import { joinTouching, lengthOf, type Range } from './ranges.ts';

/** The kept ranges with the second of the edited clock at which each begins. */
function placed(edit: EditList) {
  let at = 0;
  return edit.kept.map(range => {
    const begin = at;
    at += lengthOf(range);
    return { range, begin, finish: at };
  });
}

/**
 * Seconds on the edited clock for seconds on the original's. A moment that was cut away maps to
 * the join it vanished into; moments outside the original map to the nearest end.
 */
export function toEdited(edit: EditList, seconds: number): number {
  const places = placed(edit);
  const place = places.find(({ range }) => seconds < range.end);
  if (!place) return places.at(-1)?.finish ?? 0;
  return place.begin + Math.max(0, seconds - place.range.start);
}

/** Seconds on the original's clock for seconds on the edited one; a join maps to what follows it. */
export function toOriginal(edit: EditList, seconds: number): number {
  const places = placed(edit);
  const place = places.find(({ finish }) => seconds < finish) ?? places.at(-1);
  if (!place) return 0;
  const inside = place.range.start + Math.max(0, seconds - place.begin);
  return Math.min(inside, place.range.end);
}

/** Whether a moment of the original is in the edited recording. */
export const isKept = (edit: EditList, seconds: number) =>
  edit.kept.some(({ start, end }) => start <= seconds && seconds < end);

/**
 * Where a stretch of the original shows on the edited clock: parts that were cut vanish, what
 * touches is joined, nothing is left of a stretch that was cut whole.
 */
export function mapRange(edit: EditList, { start, end }: Range): Range[] {
  const parts = placed(edit).flatMap(({ range, begin }) => {
    const from = Math.max(start, range.start);
    const to = Math.min(end, range.end);
    return to > from ? [{ start: begin + from - range.start, end: begin + to - range.start }] : [];
  });
  return joinTouching(parts);
}

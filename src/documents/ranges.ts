import type { KeptRange } from './edit.contract.ts';

/** A half-open stretch `[start, end)` in seconds. */
export type Range = KeptRange;

export const lengthOf = ({ start, end }: Range) => end - start;

export const totalLength = (ranges: readonly Range[]) =>
  ranges.reduce((sum, range) => sum + lengthOf(range), 0);

/** What lies between ordered ranges inside `[0, until)`; empty gaps are left out. */
export function gapsBetween(ranges: readonly Range[], until: number): Range[] {
  const starts = [0, ...ranges.map(range => range.end)];
  const ends = [...ranges.map(range => range.start), until];
  return starts.flatMap((start, index) => {
    const end = ends[index] ?? until;
    return end > start ? [{ start, end }] : [];
  });
}

/** Ordered ranges with those that overlap or touch joined. */
export function joinTouching(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else joined.push({ ...range });
  }
  return joined;
}

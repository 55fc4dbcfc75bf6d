/** Browsers seek to a frame, which may lie a little before the second that was asked for. */
const TOLERANCE_SECONDS = 0.25;

/** Which of the items, in the order of their starts, has begun last; -1 before the first. */
export function indexAt(items: readonly { start: number }[], seconds: number) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const begun = (items[middle]?.start ?? 0) <= seconds + TOLERANCE_SECONDS;
    if (begun) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

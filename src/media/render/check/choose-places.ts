/** At most `count` of a list, evenly spread, the first and the last among them. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  const step = (list.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => list[Math.round(index * step)]).flatMap(
    item => item ?? [],
  );
}

/**
 * An engine reads the whole index of a file for every window that it opens it for: of an hour at 25
 * frames a second that takes 10 MB.
 */
const LONG_SECONDS = 3600;

/** Windows of a file of this length that one engine looks at: starting it costs as much as one. */
export const windowsAtOnce = (seconds: number, most: number) => (seconds > LONG_SECONDS ? 1 : most);

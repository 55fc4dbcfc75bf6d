/**
 * Keys are ordered by their UTF-8 bytes, which is the order of code points.
 * Returns the least text above every text with this prefix; undefined where there is none.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = [...prefix];
  while (points.length > 0) {
    const last = points.pop()?.codePointAt(0) ?? 0;
    if (last === 0x10ffff) continue;
    // The next code point after D7FF that UTF-8 can hold is E000.
    const next = last === 0xd7ff ? 0xe000 : last + 1;
    return points.join('') + String.fromCodePoint(next);
  }
  return undefined;
}

/** The least text above this one. */
export const afterKey = (key: string) => `${key}\0`;

/** Whether `a` stands before `b`. JavaScript's own order is that of UTF-16. */
export const isBefore = (a: string, b: string) =>
  Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;

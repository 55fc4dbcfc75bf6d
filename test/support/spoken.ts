/** A word as engines give it, of less than half a second unless told otherwise. */
export const spokenWord = (text: string, start: number, end = start + 0.4) => ({
  text,
  start,
  end,
});

/** What words say, in one line. */
export const textOf = (words: readonly { text: string }[]) =>
  words.map(({ text }) => text).join(' ');

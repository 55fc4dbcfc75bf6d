/** How far to look for the next common word after the two lists differ. */
const LOOK_AHEAD = 12;

/**
 * For each word of the text the index of the same word in the timed list, in order; undefined
 * where there is none. Both lists come from one answer, so they differ only here and there.
 */
export function pairWords(text: readonly string[], timed: readonly string[]) {
  const pairs: (number | undefined)[] = text.map(() => undefined);
  let [at, other] = [0, 0];
  while (at < text.length && other < timed.length) {
    if (text[at] === timed[other]) {
      pairs[at++] = other++;
      continue;
    }
    const [skipText, skipTimed] = nearestCommon(text, timed, at, other);
    at += skipText;
    other += skipTimed;
  }
  return pairs;
}

/** The fewest words to skip on both sides until they agree again; one each if they do not. */
function nearestCommon(
  text: readonly string[],
  timed: readonly string[],
  at: number,
  other: number,
) {
  for (let skipped = 1; skipped <= LOOK_AHEAD; skipped++) {
    for (let inText = 0; inText <= skipped; inText++) {
      const word = text[at + inText];
      if (word && word === timed[other + skipped - inText])
        return [inText, skipped - inText] as const;
    }
  }
  return [1, 1] as const;
}

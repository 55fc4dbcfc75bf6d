import { endsClause, endsSentence, leansForward } from './punctuation.ts';

/**
 * The best way to show words on one or two lines of at most so many characters; undefined when
 * they do not fit. A single word longer than a line stands alone.
 */
export function breakLines(words: readonly string[], maxCharacters: number): string[] | undefined {
  const whole = words.join(' ');
  if (whole.length <= maxCharacters || words.length === 1) return [whole];
  let best: { lines: string[]; cost: number } | undefined;
  let upper = -1;
  for (const [index, word] of words.slice(0, -1).entries()) {
    upper += word.length + 1;
    const lower = whole.length - upper - 1;
    if (upper > maxCharacters) break;
    if (lower > maxCharacters) continue;
    const cost = breakCost(word, upper, lower);
    if (!best || cost < best.cost) {
      best = { lines: [words.slice(0, index + 1).join(' '), whole.slice(upper + 1)], cost };
    }
  }
  return best?.lines;
}

/** Balanced lines, rather broken after punctuation than after a word that leans forward. */
function breakCost(lastOfUpper: string, upper: number, lower: number) {
  const imbalance = Math.abs(upper - lower);
  if (endsSentence(lastOfUpper)) return imbalance - 14;
  if (endsClause(lastOfUpper)) return imbalance - 10;
  return leansForward(lastOfUpper) ? imbalance + 10 : imbalance;
}

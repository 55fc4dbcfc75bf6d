import { gapBefore, type Piece, textOf, widthOf } from './piece.ts';

/**
 * The best way to show pieces on one or two lines of at most so many letters; undefined when they
 * do not fit.
 */
export function breakLines(pieces: readonly Piece[], maxWidth: number): string[] | undefined {
  const whole = widthOf(pieces);
  if (whole <= maxWidth || pieces.length === 1) return [textOf(pieces)];
  let best = { at: 0, cost: Number.POSITIVE_INFINITY };
  for (const at of pieces.keys()) {
    const [last, next] = [pieces[at - 1], pieces[at]];
    if (!last || !next) continue;
    const upper = widthOf(pieces.slice(0, at));
    const lower = whole - upper - gapBefore(next);
    if (upper > maxWidth) break;
    if (lower > maxWidth) continue;
    const cost = breakCost(last, upper, lower);
    if (cost < best.cost) best = { at, cost };
  }
  if (best.at === 0) return undefined;
  return [textOf(pieces.slice(0, best.at)), textOf(pieces.slice(best.at))];
}

/** What a break behind a piece is worth, in letters of imbalance. */
const ENDING_COST = { sentence: -14, clause: -10, leaning: 10, plain: 0 } as const;

/** Balanced lines, rather broken after punctuation than after a word that leans forward. */
const breakCost = ({ ending }: Piece, upper: number, lower: number) =>
  Math.abs(upper - lower) + ENDING_COST[ending];

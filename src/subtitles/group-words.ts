import { MAX_LINES, type ReadingRules } from '../documents/cue.ts';
import type { Pause } from '../kernel/pause.ts';
import { cueCost, innerCost } from './cue-cost.ts';
import { gapBefore, type Piece } from './piece.ts';

/** Pieces; a pause for each costs more than to group it. */
const PAUSE_AFTER = 500;

type Best = { cost: number; from: number };

/**
 * Cuts pieces into runs for one subtitle each, so that the sum of all costs is the least possible.
 * Every piece is in exactly one run.
 */
export async function groupWords(
  pieces: readonly Piece[],
  rules: ReadingRules,
  pause: Pause,
): Promise<Piece[][]> {
  // best[n]: the cheapest way to show the first n pieces, and where its last subtitle begins.
  const best: Best[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= pieces.length; end++) {
    best.push(cheapest(pieces, end, best, rules));
    if (end % PAUSE_AFTER === 0) await pause();
  }
  return walkBack(pieces, best);
}

function cheapest(pieces: readonly Piece[], end: number, best: Best[], rules: ReadingRules) {
  const nextStart = pieces[end]?.start ?? Number.POSITIVE_INFINITY;
  const room = rules.maxLineCharacters * MAX_LINES + 1;
  let found: Best = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
  let [width, inner] = [0, 0];
  for (let from = end - 1; from >= 0; from--) {
    const [first, second, last] = [pieces[from], pieces[from + 1], pieces[end - 1]];
    if (!first || !last) break;
    const isAlone = from === end - 1;
    width += first.width + (second && !isAlone ? gapBefore(second) : 0);
    inner += second && !isAlone ? innerCost(first, second) : 0;
    if (width > room && !isAlone) break;
    const lines = linesOf(pieces, { from, end, width }, rules.maxLineCharacters);
    if (lines > MAX_LINES) continue;
    const before = best[from]?.cost ?? Number.POSITIVE_INFINITY;
    const cost = before + cueCost({ first, last, width, lines, inner, nextStart }, rules);
    if (cost < found.cost) found = { cost, from };
  }
  return found;
}

type Run = { from: number; end: number; width: number };

/** How many lines a run needs, as full as they can be; anything over two is three. */
function linesOf(pieces: readonly Piece[], { from, end, width }: Run, maxWidth: number) {
  if (width <= maxWidth || end - from === 1) return 1;
  let upper = pieces[from]?.width ?? 0;
  for (let at = from + 1; at < end; at++) {
    const piece = pieces[at];
    if (!piece) break;
    const gap = gapBefore(piece);
    if (upper + gap + piece.width > maxWidth) return width - upper - gap <= maxWidth ? 2 : 3;
    upper += gap + piece.width;
  }
  return 1;
}

function walkBack(pieces: readonly Piece[], best: readonly Best[]) {
  const runs: Piece[][] = [];
  for (let end = pieces.length; end > 0; ) {
    const from = best[end]?.from ?? end - 1;
    runs.push(pieces.slice(from, end));
    end = from;
  }
  return runs.reverse();
}

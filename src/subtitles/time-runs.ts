import {
  GAP_SECONDS,
  GOOD_SECONDS,
  LEAST_SECONDS,
  MOST_SECONDS,
  type ReadingRules,
} from '../documents/cue.ts';
import { wholeMilliseconds } from '../documents/round-seconds.ts';
import { type Piece, widthOf } from './piece.ts';

type Span = { start: number; end: number };

/** A subtitle that leaves with the last sound feels cut off. */
const LINGER_SECONDS = 0.25;
const NEAR_END_SECONDS = 1;

/**
 * When each run shows: from its first word, for as long as reading takes where silence follows,
 * without overlaps and inside a recording of this length.
 */
export function timeRuns(runs: readonly Piece[][], rules: ReadingRules, lengthSeconds: number) {
  const spans: Span[] = [];
  for (const [index, run] of runs.entries()) {
    const earliest = (spans.at(-1)?.end ?? -GAP_SECONDS) + GAP_SECONDS;
    const start = Math.max(run[0]?.start ?? 0, earliest);
    const next = runs[index + 1]?.[0]?.start ?? Number.POSITIVE_INFINITY;
    spans.push({ start, end: endOf(run, start, next - GAP_SECONDS, rules) });
  }
  return fitInside(withLongLast(spans, lengthSeconds), wholeMilliseconds(lengthSeconds));
}

/** Where words come too thick to be read, the subtitle stays and the next one comes late. */
function endOf(run: readonly Piece[], start: number, limit: number, rules: ReadingRules) {
  const wanted = Math.max(
    (run.at(-1)?.end ?? start) + LINGER_SECONDS,
    start + widthOf(run) / rules.maxCharactersPerSecond,
    start + GOOD_SECONDS,
  );
  return Math.max(Math.min(wanted, limit, start + MOST_SECONDS), start + LEAST_SECONDS);
}

/** The last one stays to the end where that is near: an empty moment before it looks like a fault. */
function withLongLast(spans: readonly Span[], lengthSeconds: number): Span[] {
  const last = spans.at(-1);
  if (!last || lengthSeconds - last.end > NEAR_END_SECONDS) return [...spans];
  const end = Math.min(Math.max(last.end, lengthSeconds), last.start + MOST_SECONDS);
  return [...spans.slice(0, -1), { start: last.start, end }];
}

/** Pulls back what would show after the end, and squeezes all when even that is not enough. */
function fitInside(spans: readonly Span[], lengthSeconds: number): Span[] {
  const fitted: Span[] = [];
  let limit = lengthSeconds;
  for (const span of spans.toReversed()) {
    const end = Math.min(span.end, limit);
    const start = Math.min(span.start, end - LEAST_SECONDS);
    fitted.push({ start, end });
    limit = start - GAP_SECONDS;
  }
  fitted.reverse();
  const first = fitted[0]?.start ?? 0;
  if (first >= 0) return fitted;
  const squeeze = (seconds: number) =>
    ((seconds - first) / (lengthSeconds - first)) * lengthSeconds;
  return fitted.map(({ start, end }) => ({ start: squeeze(start), end: squeeze(end) }));
}

import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import { type FrameSpan, frameCount } from '../../timeline/spans.ts';
import { type CleanEnd, type Stretch, stretchFrom } from './copy-stretch.ts';

/** Packets `from` up to but not including `to`, and the frames that they make. */
export type Copy = {
  fromPacket: number;
  toPacket: number;
  frames: FrameSpan;
  /** Frames of it that a decoder may start from, the first among them. */
  starts: number[];
};
/** A run of the result: packets passed on as they are, or frames to encode. */
export type Piece = { kind: 'copy'; copy: Copy } | { kind: 'edge'; spans: FrameSpan[] };

/** A shorter copy costs more in joins than its encode. */
const MIN_COPY_SECONDS = 1;
/**
 * A cut may move as a whole to end on a clean end: it takes as much from one side as it gives to
 * the other, so that times after it stay. Words are safe: 150 ms after one and 50 ms before one
 * are never cut.
 */
const MOVE = { earlierFrames: 3, earlierSeconds: 0.121, laterFrames: 1, laterSeconds: 0.041 };

type Cut = {
  spans: readonly FrameSpan[];
  grid: FrameGrid;
  frames: Int32Array;
  /** Packets to start from, in order. */
  starts: readonly number[];
};

/** Divides the frames to keep into copies and what must be encoded between them. */
export function cutSmart({ spans, grid, frames, starts }: Cut) {
  const pieces: Piece[] = [];
  const kept: FrameSpan[] = [];
  const limits = movesAllowed(grid);
  let [moved, reorderFrames] = [0, 0];
  for (const [index, planned] of spans.entries()) {
    const following = spans[index + 1];
    const span = { from: planned.from + moved, to: planned.to };
    // What follows must not lose its last frames to the move.
    const room = following ? Math.min(limits.later, frameCount(following) - 1) : 0;
    const reach = { earlier: following ? limits.earlier : 0, later: room };
    const { copies, to } = copiesIn(span, reach, { grid, frames, starts });
    reorderFrames = Math.max(reorderFrames, ...copies.map(copy => copy.reorderFrames));
    addSpan(pieces, { from: span.from, to }, copies);
    kept.push({ from: span.from, to });
    moved = to - planned.to;
  }
  return { pieces, spans: kept, reorderFrames };
}

function movesAllowed(grid: FrameGrid) {
  const fps = framesPerSecond(grid);
  return {
    earlier: Math.min(MOVE.earlierFrames, Math.floor(MOVE.earlierSeconds * fps)),
    later: Math.min(MOVE.laterFrames, Math.floor(MOVE.laterSeconds * fps)),
  };
}

type Reach = { earlier: number; later: number };
type Found = Copy & { reorderFrames: number };

/** The copies inside a span, and where it ends when its cut has moved to a clean end. */
function copiesIn(span: FrameSpan, reach: Reach, { grid, frames, starts }: Omit<Cut, 'spans'>) {
  const least = Math.ceil(MIN_COPY_SECONDS * framesPerSecond(grid));
  const copies: Found[] = [];
  let [at, to] = [span.from, span.to];
  for (const packet of startsIn(span, frames, starts)) {
    if ((frames[packet] ?? -1) < at) continue;
    const stretch = stretchFrom(frames, packet, span.to + reach.later);
    const end = bestEnd(stretch, span, reach);
    if (!end || end.frame - stretch.frame < least) continue;
    copies.push({
      fromPacket: packet,
      toPacket: end.packet,
      frames: { from: stretch.frame, to: end.frame },
      starts: startsIn({ from: stretch.frame, to: end.frame }, frames, starts).flatMap(
        start => frames[start] ?? [],
      ),
      reorderFrames: stretch.reorderFrames,
    });
    at = end.frame;
    to = settle(at, span, reach);
  }
  return { copies, to };
}

/** The span's own end, unless the copy ends close enough for the cut to move there. */
const settle = (at: number, { to }: FrameSpan, { earlier, later }: Reach) =>
  at >= to - earlier && at <= to + later ? at : to;

/** The clean end nearest to the span's end within reach, else the last one before it. */
function bestEnd({ ends }: Stretch, { to }: FrameSpan, reach: Reach): CleanEnd | undefined {
  const near = ends.filter(({ frame }) => frame >= to - reach.earlier && frame <= to + reach.later);
  const distance = ({ frame }: CleanEnd) => Math.abs(frame - to);
  const [nearest] = near.toSorted((a, b) => distance(a) - distance(b));
  return nearest ?? ends.findLast(({ frame }) => frame <= to);
}

/** Starts whose frame lies in the span; both lists run forward, so the first is found by halving. */
function startsIn({ from, to }: FrameSpan, frames: Int32Array, starts: readonly number[]) {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[starts[middle] ?? 0] ?? -1) < from) low = middle + 1;
    else high = middle;
  }
  const past = starts.findIndex((packet, index) => index >= low && (frames[packet] ?? -1) >= to);
  return starts.slice(low, past < 0 ? undefined : past);
}

function addSpan(pieces: Piece[], span: FrameSpan, copies: readonly Copy[]) {
  let at = span.from;
  for (const { fromPacket, toPacket, frames, starts } of copies) {
    addEdge(pieces, { from: at, to: frames.from });
    pieces.push({ kind: 'copy', copy: { fromPacket, toPacket, frames, starts } });
    at = frames.to;
  }
  addEdge(pieces, { from: at, to: span.to });
}

/** The end of one span and the beginning of the next follow each other: one encode for both. */
function addEdge(pieces: Piece[], span: FrameSpan) {
  if (frameCount(span) <= 0) return;
  const last = pieces.at(-1);
  if (last?.kind === 'edge') last.spans.push(span);
  else pieces.push({ kind: 'edge', spans: [span] });
}

import { type FrameGrid, framesPerSecond, timeOfFrame } from '../timeline/frame-grid.ts';
import { type FrameSpan, frameCount, frameTotal } from '../timeline/spans.ts';
import { type Seam, seamsOf } from './seams.ts';

/** A piece of the picture that one encoder makes. */
export type VideoPart = {
  spans: FrameSpan[];
  grid: FrameGrid;
  /** Frame of the result that it begins with: what is drawn on pictures follows that clock. */
  begin: number;
  /** Null: decode from the beginning, for containers without a reliable index. */
  seekSeconds: number | null;
  /**
   * Given: stamps count from the first picture, whichever it is, and it shows so many seconds
   * after frame 0 of the grid.
   */
  firstShownSeconds?: number;
  /** The last picture is held to the end, where the sound lasts longer. */
  holdsLastPicture: boolean;
  threads: number;
  /** Given: what these frames are decoded to is told. */
  seam?: Seam | undefined;
};

/** Starting an encoder and decoding up to its first frame has to be worth it. */
const MIN_PART_SECONDS = 4;
/** Two parts per core even out how hard their pictures are, once parts are long enough. */
const LONG_PART_SECONDS = 30;
/** A longer cut is jumped over by a new part instead of being decoded for nothing. */
const JUMP_SECONDS = 15;

type Split = {
  spans: readonly FrameSpan[];
  grid: FrameGrid;
  cores: number;
  seekable: boolean;
  threads: number;
};

/** Groups frames into parts for encoders that run side by side; spans may be split anywhere. */
export function splitIntoParts({ spans, grid, cores, seekable, threads }: Split): VideoPart[] {
  const groups = seekable ? groupSpans(spans, grid, cores) : [[...spans]];
  const lengths = groups.map(frameTotal);
  const seams = groups.length > 1 ? seamsOf(groups) : [];
  return groups.map((group, index) => ({
    spans: group,
    grid,
    begin: lengths.slice(0, index).reduce((sum, length) => sum + length, 0),
    // From the first one's beginning on, each part is compared with the one before it.
    seekSeconds: index > 0 ? seekBefore(group, grid) : null,
    holdsLastPicture: index === groups.length - 1,
    threads,
    seam: seams[index],
  }));
}

/** A few frames as one part, found by the index or counted from the beginning. */
export const singlePart = (span: FrameSpan, grid: FrameGrid, seekable: boolean): VideoPart => ({
  spans: [span],
  grid,
  begin: 0,
  seekSeconds: seekable ? seekBefore([span], grid) : null,
  holdsLastPicture: true,
  threads: 1,
});

function groupSpans(spans: readonly FrameSpan[], grid: FrameGrid, cores: number): FrameSpan[][] {
  const fps = framesPerSecond(grid);
  const target = partFrames(frameTotal(spans), fps, cores);
  const groups: FrameSpan[][] = [];
  for (const span of spans.flatMap(whole => slices(whole, target))) {
    const open = groups.at(-1);
    const previous = open?.at(-1);
    const jump = previous && (span.from - previous.to) / fps > JUMP_SECONDS;
    const fits = open && frameTotal(open) + frameCount(span) <= target * 1.1;
    if (open && fits && !jump) append(open, span);
    else groups.push([span]);
  }
  return groups;
}

function partFrames(total: number, fps: number, cores: number) {
  const seconds = total / fps;
  const many = seconds / (2 * cores) >= LONG_PART_SECONDS ? 2 * cores : cores;
  const parts = Math.max(1, Math.min(many, Math.floor(seconds / MIN_PART_SECONDS)));
  return Math.ceil(total / parts);
}

/** A span cut into pieces of an eighth of a part, so that groups come out nearly equal. */
function slices({ from, to }: FrameSpan, target: number): FrameSpan[] {
  const size = Math.max(1, Math.ceil(target / 8));
  const count = Math.ceil((to - from) / size);
  return Array.from({ length: count }, (_, index) => ({
    from: from + index * size,
    to: Math.min(to, from + (index + 1) * size),
  }));
}

/** Pieces of one span become whole again inside a group. */
function append(group: FrameSpan[], span: FrameSpan) {
  const last = group.at(-1);
  if (last?.to === span.from) last.to = span.to;
  else group.push(span);
}

/** A second, or ten frames, early: indexes point by decoding time, which runs ahead of showing. */
function seekBefore(group: readonly FrameSpan[], grid: FrameGrid): number | null {
  const first = group[0]?.from ?? 0;
  const seconds = timeOfFrame(grid, first) - Math.max(1, 10 / framesPerSecond(grid));
  return seconds > 0 ? seconds : null;
}

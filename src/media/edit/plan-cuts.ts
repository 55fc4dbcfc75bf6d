import type { TrimConfig } from '../../config/processing-config.contract.ts';
import type { CutReason, EditList } from '../../documents/edit.contract.ts';
import { gapsBetween, lengthOf, type Range, totalLength } from '../../documents/ranges.ts';
import { WORD_EDGES } from '../sound/sound-activity.ts';
import { type FrameGrid, snapDown, snapUp } from '../timeline/frame-grid.ts';

/** A shorter cut saves nothing and can be heard. */
export const MIN_CUT_SECONDS = 0.2;

type Plan = {
  sound: readonly Range[];
  sourceSeconds: number;
  trim: TrimConfig;
  /** Null without video: cuts then lie on samples. */
  grid: FrameGrid | null;
};

/** The edit list that leaves out silence by the settings. Without sound everything stays. */
export function planCuts({ sound, sourceSeconds, trim, grid }: Plan): EditList {
  if (!trim.enabled || sound.length === 0) return keepAll(sourceSeconds);
  const silences = gapsBetween(sound, sourceSeconds);
  const wanted = silences.flatMap(silence => cutInside(silence, sourceSeconds, trim));
  const snapped = grid ? wanted.flatMap(cut => snapCut(cut, sourceSeconds, grid)) : wanted;
  const cuts = widenShortKeeps(snapped, sourceSeconds, trim.min_keep_seconds);
  if (cuts.length === 0) return keepAll(sourceSeconds);
  const kept = gapsBetween(cuts, sourceSeconds);
  return editOf(grid ? onFrames(kept, sourceSeconds, grid) : kept, sourceSeconds);
}

export const keepAll = (sourceSeconds: number): EditList =>
  editOf([{ start: 0, end: sourceSeconds }], sourceSeconds);

/** The edit list of these kept ranges: what is left out follows from them. */
export function editOf(kept: Range[], sourceSeconds: number): EditList {
  const reasonFor = ({ start, end }: Range): CutReason => {
    if (start === 0) return 'head';
    return end === sourceSeconds ? 'tail' : 'pause';
  };
  const cuts = gapsBetween(kept, sourceSeconds).map(cut => ({ ...cut, reason: reasonFor(cut) }));
  return {
    version: 1,
    source_seconds: sourceSeconds,
    kept_seconds: totalLength(kept),
    kept,
    cuts,
  };
}

/** What goes of a silence: all but a margin next to sound, if it is long enough for its place. */
function cutInside(silence: Range, sourceSeconds: number, trim: TrimConfig): Range[] {
  const atStart = silence.start <= 0;
  const atEnd = silence.end >= sourceSeconds;
  const least = atStart || atEnd ? trim.min_edge_silence_seconds : trim.min_pause_seconds;
  const { onsetSeconds, tailSeconds } = WORD_EDGES;
  const start = atStart ? 0 : silence.start + Math.max(trim.margin_seconds, tailSeconds);
  const end = atEnd ? sourceSeconds : silence.end - Math.max(trim.margin_seconds, onsetSeconds);
  const worthIt = lengthOf(silence) >= least && end - start >= MIN_CUT_SECONDS;
  return worthIt ? [{ start, end }] : [];
}

/** Cuts only ever shrink to frame times, so margins are never eaten. */
export function snapCut(cut: Range, sourceSeconds: number, grid: FrameGrid): Range[] {
  const start = cut.start <= 0 ? 0 : snapUp(grid, cut.start);
  const end = cut.end >= sourceSeconds ? sourceSeconds : snapDown(grid, cut.end);
  return end > start ? [{ start, end }] : [];
}

/** A kept piece too short to stand alone takes back the shorter cut beside it: sound is never lost. */
function widenShortKeeps(cuts: readonly Range[], sourceSeconds: number, minKeep: number): Range[] {
  const left = [...cuts];
  for (;;) {
    const short = gapsBetween(left, sourceSeconds).find(piece => lengthOf(piece) < minKeep);
    if (!short) return left;
    const beside = left.filter(cut => cut.end === short.start || cut.start === short.end);
    const [shortest] = beside.sort((a, b) => lengthOf(a) - lengthOf(b));
    if (!shortest) return left;
    left.splice(left.indexOf(shortest), 1);
  }
}

/** Uncut ends of the original also move onto frames: less than one frame goes. */
export function onFrames(kept: readonly Range[], sourceSeconds: number, grid: FrameGrid): Range[] {
  return kept.flatMap(range => {
    const start = range.start === 0 ? snapUp(grid, 0) : range.start;
    const end = range.end === sourceSeconds ? snapDown(grid, sourceSeconds) : range.end;
    return end > start ? [{ start, end }] : [];
  });
}

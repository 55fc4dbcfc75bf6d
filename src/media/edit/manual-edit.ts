import type { CutReason, EditList } from '../../documents/edit.contract.ts';
import type { Probe } from '../../documents/probe.contract.ts';
import { gapsBetween, joinTouching, lengthOf, type Range } from '../../documents/ranges.ts';
import { type FrameGrid, frameGrid, framesPerSecond } from '../timeline/frame-grid.ts';
import { editOf, keepAll, onFrames, snapCut } from './plan-cuts.ts';

/** Sound without a picture has no frames: shorter pieces are a click, not a recording. */
const MIN_SOUND_SECONDS = 0.02;
/** Times are written in microseconds: so much apart is the same moment. */
const SAME_SECONDS = 2e-6;

/**
 * The list that leaves out what a person asked for, on frame times by the rules of the automatic
 * one. Undefined if not one frame would stay.
 */
export function manualEdit(
  wanted: readonly Range[],
  automatic: EditList,
  probe: Pick<Probe, 'video'>,
): EditList | undefined {
  const { source_seconds: sourceSeconds } = automatic;
  const grid = probe.video && frameGrid(probe.video);
  const cuts = joinTouching([...wanted].sort((a, b) => a.start - b.start));
  const snapped = grid ? cuts.flatMap(cut => snapCut(cut, sourceSeconds, grid)) : cuts;
  if (snapped.length === 0) return keepAll(sourceSeconds);
  const pieces = gapsBetween(snapped, sourceSeconds);
  const kept = grid ? onFrames(pieces, sourceSeconds, grid) : pieces.filter(isHeard);
  if (kept.length === 0) return undefined;
  const edit = editOf(kept, sourceSeconds);
  return {
    ...edit,
    cuts: edit.cuts.map(cut => ({ ...cut, reason: whyCut(cut, automatic, grid) })),
  };
}

const isHeard = (piece: Range) => lengthOf(piece) >= MIN_SOUND_SECONDS;

type Cut = EditList['cuts'][number];

/** What the automatic list leaves out, too, keeps its reason; what is less than a frame, as well. */
function whyCut(cut: Cut, automatic: EditList, grid: FrameGrid | null): CutReason {
  const same = automatic.cuts.find(
    ({ start, end }) => start - SAME_SECONDS <= cut.start && cut.end <= end + SAME_SECONDS,
  );
  if (same) return same.reason;
  const isRounding = grid && lengthOf(cut) * framesPerSecond(grid) < 0.999;
  return isRounding ? cut.reason : 'manual';
}

/** The list that counts: the newest version's cuts, or the automatic list where it has none. */
export const mergedEdit = (
  automatic: EditList,
  cuts: readonly Range[] | null,
  probe: Pick<Probe, 'video'>,
): EditList => (cuts && manualEdit(cuts, automatic, probe)) ?? automatic;

import type { EditList } from '../../documents/edit.contract.ts';
import type { Probe } from '../../documents/probe.contract.ts';
import { gapsBetween, joinTouching, lengthOf, type Range } from '../../documents/ranges.ts';
import type { Transcript } from '../../documents/transcript.contract.ts';
import { WORD_EDGES } from '../sound/sound-activity.ts';
import { frameGrid } from '../timeline/frame-grid.ts';
import { editOf, MIN_CUT_SECONDS, onFrames, snapCut } from './plan-cuts.ts';

/** Engines stretch a last word into the pause behind it. */
const LONGEST_WORD_SECONDS = 1.5;
/** Less sure ones are often heard into noise. */
const LEAST_CONFIDENCE = 0.5;

/** Where words were recognized, with their edges. None from subtitles: their times are spread. */
export function spokenRanges({ provider, words }: Pick<Transcript, 'provider' | 'words'>): Range[] {
  if (provider === 'imported') return [];
  const sure = words.filter(({ confidence = 1 }) => confidence >= LEAST_CONFIDENCE);
  const edged = sure.map(({ start, end }) => ({
    start: Math.max(0, start - WORD_EDGES.onsetSeconds),
    end: Math.min(end, start + LONGEST_WORD_SECONDS) + WORD_EDGES.tailSeconds,
  }));
  return joinTouching(edged.sort((a, b) => a.start - b.start));
}

/** The list whose cuts keep off words; the same one where they do so already. */
export function protectWords(
  edit: EditList,
  words: readonly Range[],
  probe: Pick<Probe, 'video'>,
): EditList {
  const { source_seconds: sourceSeconds } = edit;
  const touched = edit.cuts.some(cut => words.some(word => meet(cut, word)));
  if (!touched) return edit;
  const grid = probe.video && frameGrid(probe.video);
  const cuts = edit.cuts.flatMap(cut => {
    const inside = words.filter(word => meet(cut, word));
    if (inside.length === 0) return [cut];
    const pieces = gapsBetween(
      inside.map(word => within(word, cut)),
      cut.end,
    );
    const left = pieces.map(({ start, end }) => ({ start: Math.max(start, cut.start), end }));
    const worthIt = left.filter(piece => lengthOf(piece) >= MIN_CUT_SECONDS);
    return grid ? worthIt.flatMap(piece => snapCut(piece, sourceSeconds, grid)) : worthIt;
  });
  const kept = gapsBetween(cuts, sourceSeconds);
  return editOf(grid ? onFrames(kept, sourceSeconds, grid) : kept, sourceSeconds);
}

const meet = (a: Range, b: Range) => a.start < b.end && b.start < a.end;

const within = ({ start, end }: Range, cut: Range): Range => ({
  start: Math.max(start, cut.start),
  end: Math.min(end, cut.end),
});

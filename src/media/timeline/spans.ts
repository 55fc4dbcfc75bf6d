import type { EditList } from '../../documents/edit.contract.ts';
import { lengthOf, type Range } from '../../documents/ranges.ts';
import { type FrameGrid, framesPerSecond } from './frame-grid.ts';

/** Frames `from` up to but not including `to` of a grid. */
export type FrameSpan = { from: number; to: number };
/** Samples that stay: `length` of them from `start`, which may lie before the first one. */
export type SampleSpan = { start: number; length: number };

/** Times in `edit.json` are rounded to microseconds, far less than this share of a frame. */
const TOLERANCE = 0.02;

/** The kept ranges as whole frames; an end that is on no frame loses the part of one. */
export function frameSpans(edit: EditList, grid: FrameGrid): FrameSpan[] {
  const at = (seconds: number) => (seconds - grid.originSeconds) * framesPerSecond(grid);
  return edit.kept.map(({ start, end }) => {
    const from = Math.max(0, Math.ceil(at(start) - TOLERANCE));
    return { from, to: Math.max(from + 1, Math.floor(at(end) + TOLERANCE)) };
  });
}

export const frameCount = ({ from, to }: FrameSpan) => to - from;
export const frameTotal = (spans: readonly FrameSpan[]) =>
  spans.reduce((sum, span) => sum + frameCount(span), 0);

/**
 * The sound of these frames. Lengths come from where each span begins and ends in the result, so
 * that roundings never add up: after hours, sound and picture still end on the same sample.
 */
export function samplesOfFrames(spans: readonly FrameSpan[], grid: FrameGrid, sampleRate: number) {
  const perFrame = sampleRate / framesPerSecond(grid);
  const origin = grid.originSeconds * sampleRate;
  return placeSamples(
    spans.map(span => ({
      start: origin + span.from * perFrame,
      length: frameCount(span) * perFrame,
    })),
  );
}

/** The sound of these ranges, where there is no picture to follow. */
export const samplesOfRanges = (ranges: readonly Range[], sampleRate: number) =>
  placeSamples(
    ranges.map(range => ({
      start: range.start * sampleRate,
      length: lengthOf(range) * sampleRate,
    })),
  );

function placeSamples(exact: readonly SampleSpan[]): SampleSpan[] {
  let end = 0;
  return exact.map(({ start, length }) => {
    const begin = end;
    end += length;
    return { start: Math.round(start), length: Math.round(end) - Math.round(begin) };
  });
}

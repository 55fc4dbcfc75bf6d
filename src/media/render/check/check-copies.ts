import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import { type FrameSpan, frameCount, frameTotal } from '../../timeline/spans.ts';
import type { Check, CheckTask } from './check.ts';

/**
 * Damage inside a slice shows in decoding alone. So much of the copies is decoded, all of a short
 * recording: to decode all of a long one would cost a quarter of its cut.
 */
const DECODED_SECONDS = 30;
const WINDOWS = 6;

/** Frames to decode of those that were copied: all, or windows spread evenly over them. */
export function sampleCopies(copied: readonly FrameSpan[], framesPerSecond: number): FrameSpan[] {
  const most = Math.round(DECODED_SECONDS * framesPerSecond);
  const total = frameTotal(copied);
  if (total <= most) return [...copied];
  const size = Math.round(most / WINDOWS);
  return Array.from({ length: WINDOWS }, (_, index) =>
    windowAt(copied, Math.round((index * (total - size)) / (WINDOWS - 1)), size),
  ).flat();
}

/** From this one of the copied frames on, to the end of its copy at most. */
function windowAt(copied: readonly FrameSpan[], place: number, size: number): FrameSpan[] {
  let before = 0;
  for (const span of copied) {
    const from = span.from + place - before;
    if (from < span.to) return [{ from, to: Math.min(span.to, from + size) }];
    before += frameCount(span);
  }
  return [];
}

/** Decodes copies in a result, whose frames lie on this grid. */
export const copyChecks = (
  { render, result }: Check,
  grid: FrameGrid,
  copied: readonly FrameSpan[],
): CheckTask[] => {
  const fps = framesPerSecond(grid);
  return sampleCopies(copied, fps).map(span => async signal => {
    // A quarter of a frame early, as rounding might lose the first one or find one too many.
    const startSeconds = Math.max(0, (span.from - 0.25) / fps);
    const windows = [{ startSeconds, seconds: (frameCount(span) - 0.25) / fps }];
    const [count] = await render.ports.countFrames({ path: result.path, windows, signal });
    const wanted = frameCount(span);
    return count === wanted ? [] : [`${count} of ${wanted} frames from frame ${span.from}`];
  });
};

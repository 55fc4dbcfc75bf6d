import type { Probe } from '../../documents/probe.contract.ts';

/** A frame rate as the fraction `frames / seconds`, for example 30000 / 1001. */
export type FrameRate = { frames: number; seconds: number };

/** Frames at a constant rate: frame `n` shows at `originSeconds + n * seconds / frames`. */
export type FrameGrid = FrameRate & { originSeconds: number };

/** `30000/1001`; undefined for text that is no positive rate, such as `0/0`. */
export function parseFrameRate(text: string): FrameRate | undefined {
  const [frames, seconds = 1] = text.split('/').map(Number);
  if (!frames || !seconds || !Number.isFinite(frames / seconds)) return undefined;
  return frames / seconds > 0 ? { frames, seconds } : undefined;
}

export const formatFrameRate = ({ frames, seconds }: FrameRate) => `${frames}/${seconds}`;
export const framesPerSecond = ({ frames, seconds }: FrameRate) => frames / seconds;

/** Used where a file says nothing believable, for example with a single frame. */
export const FALLBACK_RATE: FrameRate = { frames: 25, seconds: 1 };

/**
 * The grid that cuts of this video lie on, in phase with its first frame. Variable sources are
 * most often a regular grid with frames left out, so they keep that phase, too.
 */
export function frameGrid(video: NonNullable<Probe['video']>): FrameGrid {
  const rate = parseFrameRate(video.frame_rate) ?? FALLBACK_RATE;
  const phase = video.start_seconds * framesPerSecond(rate);
  // A phase within a thousandth of a frame is a rounded time stamp, not a shift.
  const shift = phase - Math.floor(phase + 0.001);
  return { ...rate, originSeconds: Math.max(0, shift) / framesPerSecond(rate) };
}

const position = (grid: FrameGrid, seconds: number) =>
  (seconds - grid.originSeconds) * framesPerSecond(grid);

/** The frame nearest to a time. */
export const frameAt = (grid: FrameGrid, seconds: number) => Math.round(position(grid, seconds));

/** Microseconds are finer than any sample and keep `edit.json` readable. */
export const timeOfFrame = (grid: FrameGrid, frame: number) =>
  Math.round((grid.originSeconds + frame / framesPerSecond(grid)) * 1e6) / 1e6;

/** The latest frame time at or before, or the earliest at or after; a hair off still counts as on. */
export const snapDown = (grid: FrameGrid, seconds: number) =>
  timeOfFrame(grid, Math.max(0, Math.floor(position(grid, seconds) + 0.001)));
export const snapUp = (grid: FrameGrid, seconds: number) =>
  timeOfFrame(grid, Math.max(0, Math.ceil(position(grid, seconds) - 0.001)));

/** Ticks per second in which every frame time is a whole number. */
export const timescaleOf = ({ frames }: FrameRate) =>
  frames >= 10_000 ? frames : frames * Math.ceil(10_000 / frames);

import type { VerticalFit } from '../../config/look-config.contract.ts';
import type { Probe } from '../../documents/probe.contract.ts';

export type Size = { width: number; height: number };

/** Another shape for the picture, filled by a piece of it or by the whole over a blur. */
export type Reshape = Size & { fit: Exclude<VerticalFit, 'off'>; focus: number };

/** 9:16 in sizes that 4:2:0 can halve, from what captions can be read on to 1080 × 1920. */
const STEP = { width: 18, height: 32 };
const LEAST_STEPS = 20;
const MOST_STEPS = 60;
/** A picture this near to 9:16 stays as it is. */
const SAME_SHAPE = 0.01;

const UPRIGHT = STEP.height / STEP.width;

/** The size in which a player shows the picture. */
export function shownSize({ width, height, rotation }: NonNullable<Probe['video']>): Size {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** The way to 9:16; null where the picture is that already, or shall stay as it is. */
export function reshapeOf(shown: Size, fit: VerticalFit, focus: number): Reshape | null {
  const size = uprightSize(shown, fit);
  return size && fit !== 'off' ? { ...size, fit, focus } : null;
}

/** How large it then is. */
export function uprightSize(shown: Size, fit: VerticalFit): Size | null {
  const { width, height } = shown;
  if (fit === 'off' || Math.abs(height / width / UPRIGHT - 1) < SAME_SHAPE) return null;
  // No larger than its pixels fill: making them more costs minutes and shows nothing.
  const ends = [height, width * UPRIGHT];
  const justified = fit === 'crop' ? Math.min(...ends) : Math.max(...ends);
  const wanted = Math.ceil(justified / STEP.height);
  const steps = Math.min(MOST_STEPS, Math.max(LEAST_STEPS, wanted));
  return { width: steps * STEP.width, height: steps * STEP.height };
}

import { gapsBetween } from '../../src/documents/ranges.ts';
import { editOf } from '../../src/media/edit/plan-cuts.ts';

/** A cut every so many seconds; all times lie on frames of 25 a second. */
const LISTS = {
  /** Few long pauses, as a break or a demonstration that waits. */
  L: { everySeconds: 100, fromSeconds: 53.08, lengthSeconds: 8.04 },
  /** Tight: every short pause goes. */
  T: { everySeconds: 7.52, fromSeconds: 3.12, lengthSeconds: 1.48 },
  /** As many cuts in three hours. */
  800: { everySeconds: 13.5, fromSeconds: 3.12, lengthSeconds: 1.48 },
} as const;

export type ListName = `${keyof typeof LISTS}`;

/** What stays of a lecture of this length. */
export function cutList(name: ListName, seconds: number) {
  const { everySeconds, fromSeconds, lengthSeconds } = LISTS[name];
  const onFrame = (time: number) => Math.round(time * 25) / 25;
  const count = Math.floor((seconds - fromSeconds - lengthSeconds) / everySeconds) + 1;
  const cuts = Array.from({ length: Math.max(0, count) }, (_, index) => {
    const start = onFrame(index * everySeconds + fromSeconds);
    return { start, end: onFrame(start + lengthSeconds) };
  });
  return editOf(gapsBetween(cuts, onFrame(seconds)), onFrame(seconds));
}

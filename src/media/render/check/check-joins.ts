import { inGroups } from '../../../kernel/in-groups.ts';
import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import type { Check, CheckTask } from './check.ts';
import { spread, windowsAtOnce } from './choose-places.ts';

/** Decoded on both sides of a join. */
const JOIN_FRAMES = 12;
/** Joins that one engine decodes: starting it takes as long as decoding a join. */
const JOINS_AT_ONCE = 4;
/** Of hundreds of joins these many are decoded, evenly spread: all are made the same way. */
const CHECKED_JOINS = 16;

type Joined = { grid: FrameGrid; frames: number };

/** Decodes around the joins at these frames of a result, to the frame. */
export const joinChecks = (
  { render, result }: Check,
  { grid, frames }: Joined,
  joins: readonly number[],
): CheckTask[] =>
  inGroups(
    spread(joins, CHECKED_JOINS),
    windowsAtOnce(frames / framesPerSecond(grid), JOINS_AT_ONCE),
  ).map(group => async signal => {
    const places = group.map(frame => joinWindow({ grid, frames }, frame));
    const windows = places.map(({ window }) => window);
    const counts = await render.ports.countFrames({ path: result.path, windows, signal });
    const torn = places.findIndex(({ wanted }, index) => counts[index] !== wanted);
    if (torn < 0) return [];
    return [`${counts[torn]} of ${places[torn]?.wanted} frames around frame ${group[torn]}`];
  });

function joinWindow({ grid, frames }: Joined, frame: number) {
  const seconds = 1 / framesPerSecond(grid);
  const from = Math.max(0, frame - JOIN_FRAMES);
  const wanted = Math.min(frames, frame + JOIN_FRAMES) - from;
  // A quarter of a frame early, so that no rounding loses the first one or finds one too many.
  const startSeconds = Math.max(0, (from - 0.25) * seconds);
  return { wanted, window: { startSeconds, seconds: (wanted - 0.25) * seconds } };
}

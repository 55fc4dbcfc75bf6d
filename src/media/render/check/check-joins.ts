import { inGroups } from '../../../kernel/in-groups.ts';
import { inParallel } from '../../../kernel/in-parallel.ts';
import type { RenderPorts } from '../../ports.ts';
import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import type { RenderJob } from '../open-render.ts';
import type { RenderMethod } from '../render-plan.ts';
import { windowsAtOnce } from './long-file.ts';
import { spread } from './spread.ts';

/** Decoded on both sides of a join. */
const JOIN_FRAMES = 12;
/** Joins that one engine decodes: starting it takes as long as decoding a join. */
const JOINS_AT_ONCE = 4;
/** Of hundreds of joins these many are decoded, evenly spread: all are made the same way. */
const CHECKED_JOINS = 16;

type Joined = { grid: FrameGrid; frames: number };
type Fault = string | undefined;

/** Tasks that decode around the joins at these frames of a result, to the frame. */
export const joinTasks = (
  ports: Pick<RenderPorts, 'countFrames'>,
  { grid, frames }: Joined,
  target: string,
  joins: readonly number[],
) =>
  inGroups(
    spread(joins, CHECKED_JOINS),
    windowsAtOnce(frames / framesPerSecond(grid), JOINS_AT_ONCE),
  ).map(group => async (signal: AbortSignal): Promise<Fault> => {
    const places = group.map(frame => joinWindow({ grid, frames }, frame));
    const windows = places.map(({ window }) => window);
    const counts = await ports.countFrames({ path: target, windows, signal });
    const torn = places.findIndex(({ wanted }, index) => counts[index] !== wanted);
    if (torn < 0) return undefined;
    return `${counts[torn]} of ${places[torn]?.wanted} frames around frame ${group[torn]}`;
  });

type Encode = Extract<RenderMethod, { kind: 'encode' }>;

/** What is wrong at a join between encoded parts; undefined if nothing. */
export async function findTornJoin(
  ports: RenderPorts,
  { work }: RenderJob,
  method: Encode,
  target: string,
): Promise<Fault> {
  const joins = method.parts.slice(1).map(({ begin }) => begin);
  const faults: Fault[] = [];
  const tasks = joinTasks(ports, method, target, joins).map(task => async (signal: AbortSignal) => {
    faults.push(await task(signal));
  });
  await inParallel(ports.cores, work.signal, tasks);
  return faults.find(fault => fault);
}

function joinWindow({ grid, frames }: Joined, frame: number) {
  const seconds = 1 / framesPerSecond(grid);
  const from = Math.max(0, frame - JOIN_FRAMES);
  const wanted = Math.min(frames, frame + JOIN_FRAMES) - from;
  // A quarter of a frame early, so that no rounding loses the first one or finds one too many.
  const startSeconds = Math.max(0, (from - 0.25) * seconds);
  return { wanted, window: { startSeconds, seconds: (wanted - 0.25) * seconds } };
}

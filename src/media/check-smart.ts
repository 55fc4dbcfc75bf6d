import { copyTasks } from './check-copies.ts';
import { framesOfPackets, stretchFrom } from './copy-stretch.ts';
import { type FrameGrid, framesPerSecond } from './frame-grid.ts';
import { inParallel } from './in-parallel.ts';
import type { RenderPorts } from './ports.ts';
import type { RenderJob } from './render-job.ts';
import { framesOfPart, type SmartMethod, type SmartPart } from './smart-plan.ts';
import { splitIntoParts } from './split-parts.ts';

/** Decoded on both sides of a join. */
const JOIN_FRAMES = 12;
/** Joins that one engine decodes: starting it takes as long as decoding a join. */
const JOINS_AT_ONCE = 4;
/** Of hundreds of joins these many are decoded, evenly spread: all are made the same way. */
const CHECKED_JOINS = 16;
/** Pictures compared with the original's, to see that copies sit where the plan has them. */
const CHECKED_PICTURES = 4;

type Placed = { part: SmartPart; begin: number };

/** What is wrong with a smart cut that its headers do not show; undefined if nothing. */
export async function findSmartFault(
  ports: RenderPorts,
  job: RenderJob,
  method: SmartMethod,
  target: string,
): Promise<string | undefined> {
  const faults: string[] = [];
  const placed = placeParts(method.parts);
  const check = { ports, job, method, target };
  const borders = placed.slice(1).map(({ begin }) => begin);
  const copies = placed.filter(({ part }) => part.kind === 'copy');
  const tasks = [
    (signal: AbortSignal) => packetFault(check, placed, signal),
    ...inGroups(spread(borders, CHECKED_JOINS), JOINS_AT_ONCE).map(
      frames => (signal: AbortSignal) => joinFault(check, frames, signal),
    ),
    ...spread(copies, CHECKED_PICTURES).map(
      copy => (signal: AbortSignal) => pictureFault(check, copy, signal),
    ),
    ...copyTasks(ports, { grid: method.grid, target }, copies.map(spanOf)),
  ];
  const run = tasks.map(task => async (signal: AbortSignal) => {
    const fault = await task(signal);
    if (fault) faults.push(fault);
  });
  await inParallel(ports.cores, job.work.signal, run);
  return faults[0];
}

type Check = { ports: RenderPorts; job: RenderJob; method: SmartMethod; target: string };

/** The result's own clock begins with its first frame. */
const resultGrid = (grid: FrameGrid): FrameGrid => ({ ...grid, originSeconds: 0 });

/** Every frame has its place and every part begins with a picture that resets the decoder. */
async function packetFault(
  { ports, job, method, target }: Check,
  placed: Placed[],
  signal: AbortSignal,
) {
  const table = await ports.scanPackets({ path: target, source: asSource(job), signal });
  const frames = framesOfPackets(table, resultGrid(method.grid));
  const whole = stretchFrom(frames, 0, method.frames);
  const last = whole.ends.at(-1);
  if (whole.frame !== 0 || last?.frame !== method.frames || last.packet !== frames.length) {
    return `pictures in place up to frame ${last?.frame ?? 0} of ${method.frames}`;
  }
  const torn = placed.find(({ begin }) => !table.starts.has(begin) || frames[begin] !== begin);
  if (torn) return `no clean start at frame ${torn.begin}`;
  return table.trouble === 'damaged' ? 'damaged packets' : undefined;
}

async function joinFault(
  { ports, method, target }: Check,
  frames: readonly number[],
  signal: AbortSignal,
) {
  const places = frames.map(frame => joinWindow(method, frame));
  const windows = places.map(({ window }) => window);
  const counts = await ports.countFrames({ path: target, windows, signal });
  const torn = places.findIndex(({ wanted }, index) => counts[index] !== wanted);
  if (torn < 0) return undefined;
  return `${counts[torn]} of ${places[torn]?.wanted} frames around frame ${frames[torn]}`;
}

function joinWindow({ grid, frames }: SmartMethod, frame: number) {
  const seconds = 1 / framesPerSecond(grid);
  const from = Math.max(0, frame - JOIN_FRAMES);
  const wanted = Math.min(frames, frame + JOIN_FRAMES) - from;
  // A quarter of a frame early, so that no rounding loses the first one or finds one too many.
  const startSeconds = Math.max(0, (from - 0.25) * seconds);
  return { wanted, window: { startSeconds, seconds: (wanted - 0.25) * seconds } };
}

/** The same picture in both files, found in both by its time. */
async function pictureFault(
  { ports, job, method, target }: Check,
  copy: Placed,
  signal: AbortSignal,
) {
  if (copy.part.kind !== 'copy') return undefined;
  // Behind the first second, a seek lands inside the copy and not in the group before it.
  const second = Math.ceil(framesPerSecond(method.grid)) + 2;
  const offset = Math.min(second, framesOfPart(copy.part) - 1);
  const hash = (path: string, grid: FrameGrid, frame: number, source: RenderJob['source']) => {
    const spans = [{ from: frame, to: frame + 1 }];
    const [part] = splitIntoParts({ spans, grid, cores: 1, seekable: true, threads: 1 });
    return part ? ports.hashFrames({ path, source, part, signal }) : undefined;
  };
  const from = copy.part.copy.frames.from + offset;
  const original = await hash(job.path, method.grid, from, job.source);
  const to = copy.begin + offset;
  const made = await hash(target, resultGrid(method.grid), to, asSource(job));
  return original === made ? undefined : `another picture than the original's at frame ${to}`;
}

/** The result as input: its picture is its first track. */
function asSource({ source }: RenderJob): RenderJob['source'] {
  return { ...source, video: source.video && { ...source.video, index: 0 } };
}

const spanOf = ({ part, begin }: Placed) => ({ from: begin, to: begin + framesOfPart(part) });

function placeParts(parts: readonly SmartPart[]): Placed[] {
  let end = 0;
  return parts.map(part => {
    const begin = end;
    end += framesOfPart(part);
    return { part, begin };
  });
}

function inGroups<T>(list: readonly T[], size: number): T[][] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}

/** At most `count` of a list, the first and the last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  const step = (list.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => list[Math.round(index * step)]).flatMap(
    item => item ?? [],
  );
}

import { inParallel } from '../../../kernel/in-parallel.ts';
import type { RenderPorts } from '../../ports.ts';
import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import { asSource, resultGrid } from '../made-file.ts';
import type { RenderJob } from '../open-render.ts';
import { framesOfPackets, stretchFrom } from '../smart/copy-stretch.ts';
import { framesOfPart, type SmartMethod, type SmartPart } from '../smart/smart-plan.ts';
import { splitIntoParts } from '../split-parts.ts';
import { copyTasks } from './check-copies.ts';
import { joinTasks } from './check-joins.ts';
import { spread } from './spread.ts';

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
    ...joinTasks(ports, method, target, borders),
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

const spanOf = ({ part, begin }: Placed) => ({ from: begin, to: begin + framesOfPart(part) });

function placeParts(parts: readonly SmartPart[]): Placed[] {
  let end = 0;
  return parts.map(part => {
    const begin = end;
    end += framesOfPart(part);
    return { part, begin };
  });
}

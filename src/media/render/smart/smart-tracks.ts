import { inParallel } from '../../../kernel/in-parallel.ts';
import type { RenderPorts } from '../../ports.ts';
import { framesPerSecond } from '../../timeline/frame-grid.ts';
import { cutSound } from '../encode-sound.ts';
import type { RenderJob } from '../open-render.ts';
import { shareOfFrames } from '../share-of-frames.ts';
import { filesOfRun, packetBorders } from './packet-files.ts';
import { framesOfPart, type SmartMethod, type SmartPart } from './smart-plan.ts';

type Edge = Extract<SmartPart, { kind: 'edge' }>;
type Task = (signal: AbortSignal) => Promise<void>;
/** The packets in files, as `packetBorders` divides them; asked for often, made once. */
type Split = (signal: AbortSignal) => Promise<readonly string[]>;

/** Copies, edges and sound side by side on all cores, then joined with new time stamps. */
export async function runSmart(
  ports: RenderPorts,
  job: RenderJob,
  method: SmartMethod,
  target: string,
) {
  const { grid, sound, reorderFrames, aspect, parts } = method;
  const { scratch: folder, signal } = job.work;
  const soundPath = sound && `${folder}/sound.m4a`;
  const borders = packetBorders(parts);
  const split = splitOnce(ports, job, borders);
  await inParallel(ports.cores, signal, [
    ...(sound && soundPath
      ? [(stop: AbortSignal) => cutSound(ports, job, sound, soundPath, stop)]
      : []),
    ...edgeTasks(ports, job, method, split),
  ]);
  const paths = await split(signal);
  const made = parts.map((part, index) =>
    part.kind === 'edge'
      ? [{ path: edgePath(job, index), frames: framesOfPart(part) }]
      : filesOfRun(paths, borders, part.copy).map(file => ({ ...file, frames: file.packets })),
  );
  const join = { folder, sound: soundPath, grid, reorderFrames, aspect };
  await ports.join({
    ...join,
    parts: made
      .flat()
      .map(({ path, frames }) => ({ path, seconds: frames / framesPerSecond(grid) })),
    parametersOf: firstOfKinds(parts).flatMap(index => made[index]?.[0]?.path ?? []),
    target,
    signal,
  });
}

function splitOnce(ports: RenderPorts, job: RenderJob, before: readonly number[]): Split {
  const { path, source, work } = job;
  let paths: Promise<string[]> | undefined;
  return signal => {
    paths ??= ports.splitPackets({ path, source, folder: work.scratch, before, signal });
    return paths;
  };
}

/** Copies share the original's parameter sets, edges those of their encoder: one of each tells all. */
function firstOfKinds(parts: readonly SmartPart[]): number[] {
  const other = parts.findIndex(({ kind }) => kind !== parts[0]?.kind);
  return other > 0 ? [0, other] : [0];
}

const edgePath = ({ work }: RenderJob, index: number) => `${work.scratch}/edge-${index}.ts`;

/** The largest first, so that no core is left with a long one in the end. */
function edgeTasks(ports: RenderPorts, job: RenderJob, method: SmartMethod, split: Split) {
  const { path, source, onDamage, work } = job;
  const { parts, frames, edge: format } = method;
  const borders = packetBorders(parts);
  const report = shareOfFrames(frames, share => work.progress(5 + 85 * share));
  const edges = parts.flatMap((part, index) =>
    part.kind === 'edge' ? [{ edge: part, index }] : [],
  );
  const size = ({ edge }: { edge: Edge }) => framesOfPart(edge);
  return edges
    .toSorted((a, b) => size(b) - size(a))
    .map(
      ({ edge, index }): Task =>
        async signal => {
          const total = framesOfPart(edge);
          const progress = (share: number) => report(edge.part, share * total);
          const target = edgePath(job, index);
          const request = { path, source, target, edge: format, signal, progress, onDamage };
          if (!edge.packets) return ports.encodePart({ ...request, part: edge.part });
          const files = filesOfRun(await split(signal), borders, edge.packets);
          const packets = files.map(file => file.path);
          await ports.encodePart({ ...request, part: edge.packets.part, packets });
        },
    );
}

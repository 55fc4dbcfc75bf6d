import { cutSound } from './cut-sound.ts';
import { framesPerSecond } from './frame-grid.ts';
import { inParallel } from './in-parallel.ts';
import type { RenderPorts } from './ports.ts';
import type { RenderJob } from './render-job.ts';
import { shareOfFrames } from './share-of-frames.ts';
import { framesOfPart, type SmartMethod, type SmartPart } from './smart-plan.ts';

type Edge = Extract<SmartPart, { kind: 'edge' }>;
type Task = (signal: AbortSignal) => Promise<void>;

/** Copies, edges and sound side by side on all cores, then joined with new time stamps. */
export async function runSmart(
  ports: RenderPorts,
  job: RenderJob,
  method: SmartMethod,
  target: string,
) {
  const { grid, sound, reorderFrames, parts } = method;
  const { scratch: folder, signal } = job.work;
  const soundPath = sound && `${folder}/sound.m4a`;
  const before = packetBorders(parts);
  let copies: string[] = [];
  await inParallel(ports.cores, signal, [
    ...(sound && soundPath
      ? [(stop: AbortSignal) => cutSound(ports, job, sound, soundPath, stop)]
      : []),
    async stop => {
      const { path, source } = job;
      copies = await ports.splitPackets({ path, source, folder, before, signal: stop });
    },
    ...edgeTasks(ports, job, method),
  ]);
  const made = parts.map((part, index) => ({
    path: part.kind === 'edge' ? edgePath(job, index) : copyPath(copies, before, part),
    seconds: framesOfPart(part) / framesPerSecond(grid),
  }));
  const parametersOf = firstOfKinds(parts).flatMap(index => made[index]?.path ?? []);
  const join = { folder, parts: made, parametersOf, sound: soundPath, grid, reorderFrames };
  await ports.join({ ...join, target, signal });
}

/** Copies share the original's parameter sets, edges those of their encoder: one of each tells all. */
function firstOfKinds(parts: readonly SmartPart[]): number[] {
  const other = parts.findIndex(({ kind }) => kind !== parts[0]?.kind);
  return other > 0 ? [0, other] : [0];
}

const edgePath = ({ work }: RenderJob, index: number) => `${work.scratch}/edge-${index}.ts`;

/** The largest first, so that no core is left with a long one in the end. */
function edgeTasks(ports: RenderPorts, job: RenderJob, { parts, frames, edge }: SmartMethod) {
  const { path, source, onDamage, work } = job;
  const report = shareOfFrames(frames, share => work.progress(5 + 85 * share));
  const edges = parts.flatMap((part, index) => (part.kind === 'edge' ? [{ part, index }] : []));
  const size = ({ part }: { part: Edge }) => framesOfPart(part);
  return edges
    .toSorted((a, b) => size(b) - size(a))
    .map(({ part: { part }, index }): Task => {
      const target = edgePath(job, index);
      const total = framesOfPart({ kind: 'edge', part });
      const progress = (share: number) => report(part, share * total);
      return signal =>
        ports.encodePart({ path, source, part, target, edge, signal, progress, onDamage });
    });
}

/** Packet numbers at which a copy begins or ends; the file's own beginning divides nothing. */
function packetBorders(parts: readonly SmartPart[]): number[] {
  const borders = parts.flatMap(part =>
    part.kind === 'copy' ? [part.copy.fromPacket, part.copy.toPacket] : [],
  );
  return [...new Set(borders)].filter(packet => packet > 0).sort((a, b) => a - b);
}

/** The stretch that begins with the copy's first packet. */
function copyPath(
  paths: readonly string[],
  before: readonly number[],
  { copy }: Extract<SmartPart, { kind: 'copy' }>,
) {
  return paths[before.indexOf(copy.fromPacket) + 1] ?? '';
}

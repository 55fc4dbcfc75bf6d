import { framesPerSecond } from '../../timeline/frame-grid.ts';
import type { Render } from '../open-render.ts';
import type { PartFile, Tracks } from '../tracks.ts';
import { filesOfRun, packetBorders } from './packet-files.ts';
import { framesOfPart, type SmartMethod, type SmartPart } from './smart-plan.ts';

/** The packets in files, as `packetBorders` divides them; asked for often, made once. */
type Split = (signal: AbortSignal) => Promise<readonly string[]>;

/** Edges to encode, joined with copies between them and new time stamps. */
export function smartTracks(render: Render, method: SmartMethod): Tracks {
  const { grid, sound, reorderFrames, aspect, parts, runs } = method;
  const { scratch: folder, signal } = render.work;
  const copies = parts.flatMap(part => (part.kind === 'copy' ? part.copy : []));
  const borders = packetBorders([...copies, ...runs.flatMap(run => run.packets ?? [])]);
  const split = splitOnce(render, borders);
  const edgePaths = runs.map(({ lengths }, run) =>
    lengths.map((_, piece) => `${folder}/edge-${run}-${piece}.ts`),
  );
  const joined = async () => {
    const paths = await split(signal);
    const edges = edgePaths.flat().values();
    const made = parts.map(part =>
      part.kind === 'edge'
        ? [{ path: edges.next().value ?? '', frames: framesOfPart(part) }]
        : filesOfRun(paths, borders, part.copy).map(file => ({ ...file, frames: file.packets })),
    );
    return {
      ...{ grid, reorderFrames, aspect },
      parts: made
        .flat()
        .map(({ path, frames }) => ({ path, seconds: frames / framesPerSecond(grid) })),
      parametersOf: firstOfKinds(parts).flatMap(index => made[index]?.[0]?.path ?? []),
    };
  };
  const edges = runs.map(({ part, packets, lengths }, run): PartFile => {
    const file = { part, path: `${folder}/edge-${run}-%d.ts`, edge: { ...method.edge, lengths } };
    if (!packets) return file;
    const paths = async (stop: AbortSignal) =>
      filesOfRun(await split(stop), borders, packets).map(({ path }) => path);
    return { ...file, packets: paths, decodedFrames: packets.toPacket - packets.fromPacket };
  });
  return { sound: sound && { plan: sound, path: `${folder}/sound.m4a` }, parts: edges, joined };
}

function splitOnce({ ports, original, work }: Render, before: readonly number[]): Split {
  let paths: Promise<string[]> | undefined;
  return signal => {
    paths ??= ports.splitPackets({ ...original, folder: work.scratch, before, signal });
    return paths;
  };
}

/** Copies share the original's parameter sets, edges those of their encoder: one of each tells all. */
function firstOfKinds(parts: readonly SmartPart[]): number[] {
  const other = parts.findIndex(({ kind }) => kind !== parts[0]?.kind);
  return other > 0 ? [0, other] : [0];
}

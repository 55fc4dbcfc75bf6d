import { framesPerSecond } from '../../timeline/frame-grid.ts';
import type { Render } from '../open-render.ts';
import type { PartFile, Tracks } from '../tracks.ts';
import { filesOfRun, packetBorders } from './packet-files.ts';
import { framesOfPart, type SmartMethod, type SmartPart } from './smart-plan.ts';

/** The packets in files, as `packetBorders` divides them; asked for often, made once. */
type Split = (signal: AbortSignal) => Promise<readonly string[]>;

/** Edges to encode, joined with copies between them and new time stamps. */
export function smartTracks(render: Render, method: SmartMethod): Tracks {
  const { grid, sound, reorderFrames, aspect, parts } = method;
  const { scratch: folder, signal } = render.work;
  const borders = packetBorders(parts);
  const split = splitOnce(render, borders);
  const edgePath = (index: number) => `${folder}/edge-${index}.ts`;
  const joined = async () => {
    const paths = await split(signal);
    const made = parts.map((part, index) =>
      part.kind === 'edge'
        ? [{ path: edgePath(index), frames: framesOfPart(part) }]
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
  const edges = parts.flatMap((part, index): PartFile[] => {
    if (part.kind === 'copy') return [];
    const file = { part: part.part, path: edgePath(index), edge: method.edge };
    const { packets } = part;
    if (!packets) return [file];
    const paths = async (stop: AbortSignal) =>
      filesOfRun(await split(stop), borders, packets).map(({ path }) => path);
    return [{ ...file, part: packets.part, packets: paths }];
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

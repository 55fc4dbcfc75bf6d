import { inParallel } from '../../kernel/in-parallel.ts';
import type { RenderPorts } from '../ports.ts';
import { framesPerSecond } from '../timeline/frame-grid.ts';
import { frameTotal } from '../timeline/spans.ts';
import { cutSound } from './encode-sound.ts';
import type { RenderJob } from './open-render.ts';
import type { EncodeMethod } from './render-plan.ts';
import { shareOfFrames } from './share-of-frames.ts';
import type { VideoPart } from './split-parts.ts';

export type Piece = { name: string; path: string };

/** Files of an encode before they are joined: parts of the picture in order, and the sound. */
export type Pieces = { parts: (Piece & { part: VideoPart })[]; sound: Piece | null };

export function piecesOf({ parts, sound }: EncodeMethod, folder: string): Pieces {
  const piece = (name: string) => ({ name, path: `${folder}/${name}` });
  return {
    parts: parts.map((part, number) => ({ part, ...piece(`part-${number}.mp4`) })),
    sound: sound && piece('sound.m4a'),
  };
}

/** Makes sound and parts of the picture side by side on all cores. */
export async function encodePieces(
  ports: RenderPorts,
  job: RenderJob,
  { sound, look }: EncodeMethod,
  pieces: Pieces,
) {
  const { path, source, work, onDamage } = job;
  const { parts } = pieces;
  const soundPath = pieces.sound?.path;
  const frames = frameTotal(parts.flatMap(({ part }) => part.spans));
  const report = shareOfFrames(frames, share => work.progress(5 + 85 * share));
  await inParallel(ports.cores, work.signal, [
    ...(sound && soundPath
      ? [(signal: AbortSignal) => cutSound(ports, job, sound, soundPath, signal)]
      : []),
    ...largestFirst(parts).map(({ part, path: target }) => (signal: AbortSignal) => {
      const progress = (share: number) => report(part, share * frameTotal(part.spans));
      return ports.encodePart({ path, source, part, target, look, signal, progress, onDamage });
    }),
  ]);
}

/** Joins what was made, without encoding again. */
export async function joinPieces(
  ports: RenderPorts,
  { work: { scratch: folder, signal } }: RenderJob,
  { grid }: EncodeMethod,
  { parts, sound }: Pieces,
  target: string,
) {
  const lengths = parts.map(({ part, path }) => ({
    path,
    seconds: frameTotal(part.spans) / framesPerSecond(grid),
  }));
  await ports.join({ folder, parts: lengths, sound: sound?.path ?? null, grid, target, signal });
}

const largestFirst = <T extends { part: VideoPart }>(parts: readonly T[]) =>
  parts.toSorted((a, b) => frameTotal(b.part.spans) - frameTotal(a.part.spans));

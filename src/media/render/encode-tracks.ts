import { inParallel } from '../../kernel/in-parallel.ts';
import { frameTotal } from '../timeline/spans.ts';
import { encodeSound } from './encode-sound.ts';
import type { Render } from './open-render.ts';
import type { Encoded } from './ports/encode.ts';
import type { PartFile, Tracks } from './tracks.ts';

/** Makes sound and parts of the picture side by side on all cores. */
export async function encodeTracks(render: Render, { sound, parts }: Tracks): Promise<Encoded> {
  const { ports, work } = render;
  const frames = frameTotal(parts.flatMap(({ part }) => part.spans));
  const report = reportFrames(frames, share => work.progress(5 + 85 * share));
  const pictures = largestFirst(parts).map(file => (signal: AbortSignal) => {
    const progress = (share: number) => report(file, share * frameTotal(file.part.spans));
    return encodePart(render, file, { signal, progress });
  });
  const soundFirst = sound ? [(signal: AbortSignal) => encodeSound(render, sound, signal)] : [];
  const made = await inParallel(ports.cores, work.signal, [...soundFirst, ...pictures]);
  return {
    damaged: made.some(({ damaged }) => damaged),
    loudnessLufs: made.find(({ loudnessLufs }) => loudnessLufs !== null)?.loudnessLufs ?? null,
  };
}

type Call = { signal: AbortSignal; progress: (share: number) => void };

async function encodePart({ ports, original }: Render, file: PartFile, call: Call) {
  const { path: target, part, look, edge } = file;
  const packets = await file.packets?.(call.signal);
  const request = { ...original, part, target, look, edge, packets };
  return { ...(await ports.encodePart({ ...request, ...call })), loudnessLufs: null };
}

/** No core is left with a long one in the end. */
const largestFirst = (parts: readonly PartFile[]) =>
  parts.toSorted((a, b) => frameTotal(b.part.spans) - frameTotal(a.part.spans));

/** Adds up the frames that parts have made so far, as a share of all. */
function reportFrames(total: number, progress: (share: number) => void) {
  const done = new Map<PartFile, number>();
  return (file: PartFile, frames: number) => {
    done.set(file, frames);
    progress([...done.values()].reduce((sum, count) => sum + count, 0) / total);
  };
}

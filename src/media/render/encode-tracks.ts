import { inParallel } from '../../kernel/in-parallel.ts';
import { frameTotal } from '../timeline/spans.ts';
import { encodeSound } from './encode-sound.ts';
import type { Render } from './open-render.ts';
import type { Encoded } from './ports/encode.ts';
import type { PlacedSeam } from './seams.ts';
import type { PartFile, SoundFile, Tracks } from './tracks.ts';

export type EncodedTracks = Encoded & { seams: PlacedSeam[] };

/** Makes sound and parts of the picture side by side on all cores. */
export async function encodeTracks(
  render: Render,
  { sound, parts }: Tracks,
): Promise<EncodedTracks> {
  const { ports, work } = render;
  const frames = frameTotal(parts.flatMap(({ part }) => part.spans));
  const report = reportFrames(frames, share => work.progress(5 + 85 * share));
  const pictures = largestFirst(parts).map(file => (signal: AbortSignal) => {
    const progress = (share: number) => report(file, share * frameTotal(file.part.spans));
    return encodePart(render, file, { signal, progress });
  });
  const soundFirst = sound ? [soundJob(render, sound)] : [];
  const made = await inParallel(ports.cores, work.signal, [...soundFirst, ...pictures]);
  return {
    damaged: made.some(({ damaged }) => damaged),
    loudnessLufs: made.find(({ loudnessLufs }) => loudnessLufs !== null)?.loudnessLufs ?? null,
    seams: made.flatMap(({ seams }) => seams),
  };
}

const soundJob = (render: Render, sound: SoundFile) => async (signal: AbortSignal) => ({
  ...(await encodeSound(render, sound, signal)),
  seams: [],
});

type Call = { signal: AbortSignal; progress: (share: number) => void };

async function encodePart(
  { ports, original }: Render,
  file: PartFile,
  call: Call,
): Promise<EncodedTracks> {
  const { path: target, part, look, edge } = file;
  const packets = await file.packets?.(call.signal);
  const request = { ...original, part, target, look, edge, packets };
  const { damaged, seam } = await ports.encodePart({ ...request, ...call });
  const seams = seam ? [{ ...seam, begin: part.begin }] : [];
  return { damaged, loudnessLufs: null, seams };
}

/** Measured: to decode a frame takes half as long as to encode it. */
const DECODE_SHARE = 0.5;
const workOf = ({ part, decodedFrames = 0 }: PartFile) =>
  frameTotal(part.spans) + DECODE_SHARE * decodedFrames;

/** No core is left with a long one in the end. */
const largestFirst = (parts: readonly PartFile[]) =>
  parts.toSorted((a, b) => workOf(b) - workOf(a));

/** Adds up the frames that parts have made so far, as a share of all. */
function reportFrames(total: number, progress: (share: number) => void) {
  const done = new Map<PartFile, number>();
  return (file: PartFile, frames: number) => {
    done.set(file, frames);
    progress([...done.values()].reduce((sum, count) => sum + count, 0) / total);
  };
}

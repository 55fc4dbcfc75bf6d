import { cutSound } from './cut-sound.ts';
import { framesPerSecond } from './frame-grid.ts';
import { inParallel } from './in-parallel.ts';
import { encodeAtLevel } from './loudness.ts';
import type { RenderPorts } from './ports.ts';
import type { RenderJob } from './render-job.ts';
import type { RenderMethod } from './render-plan.ts';
import { runSmart } from './run-smart.ts';
import { shareOfFrames } from './share-of-frames.ts';
import { frameTotal } from './spans.ts';
import type { VideoPart } from './split-parts.ts';

/** Makes the file that a method describes, in the scratch folder, and answers its path. */
export async function runMethod(ports: RenderPorts, job: RenderJob, method: RenderMethod) {
  const { path, source, work } = job;
  const target = `${work.scratch}/result.${job.isVideo ? 'mp4' : 'm4a'}`;
  if (method.kind === 'remux') {
    const progress = (share: number) => work.progress(5 + 85 * share);
    const request = { ...method, path, source, target, signal: work.signal, progress };
    const loudness = await encodeAtLevel(job.level, (level, onLoudness) =>
      ports.remux({ ...request, level, onLoudness }),
    );
    if (loudness !== undefined) job.onLoudness(loudness);
  } else if (method.kind === 'sound') {
    await cutSound(ports, job, method.sound, target, work.signal);
  } else if (method.kind === 'smart') {
    await runSmart(ports, job, method, target);
  } else {
    await encodeParts(ports, job, method, target);
  }
  work.progress(95);
  return target;
}

type Encode = Extract<RenderMethod, { kind: 'encode' }>;

/** Sound and parts of the picture side by side on all cores, then joined without encoding again. */
async function encodeParts(ports: RenderPorts, job: RenderJob, method: Encode, target: string) {
  const { path, source, work, onDamage } = job;
  const { sound, grid, look } = method;
  const folder = work.scratch;
  const soundPath = sound && `${folder}/sound.m4a`;
  const parts = method.parts.map((part, index) => ({ part, path: `${folder}/part-${index}.mp4` }));
  const report = shareOfFrames(method.frames, share => work.progress(5 + 85 * share));
  await inParallel(ports.cores, work.signal, [
    ...(sound && soundPath
      ? [(signal: AbortSignal) => cutSound(ports, job, sound, soundPath, signal)]
      : []),
    ...largestFirst(parts).map(({ part, path: target }) => (signal: AbortSignal) => {
      const progress = (share: number) => report(part, share * frameTotal(part.spans));
      return ports.encodePart({ path, source, part, target, look, signal, progress, onDamage });
    }),
  ]);
  const lengths = parts.map(({ part, path }) => ({
    path,
    seconds: frameTotal(part.spans) / framesPerSecond(grid),
  }));
  const { signal } = work;
  await ports.join({ folder, parts: lengths, sound: soundPath, grid, target, signal });
}

const largestFirst = <T extends { part: VideoPart }>(parts: readonly T[]) =>
  parts.toSorted((a, b) => frameTotal(b.part.spans) - frameTotal(a.part.spans));

import pLimit from 'p-limit';
import type { StageWork } from '../pipeline/stage.ts';
import { framesPerSecond } from './frame-grid.ts';
import { createPcmCut } from './pcm-cut.ts';
import type { RenderPorts } from './ports.ts';
import type { RenderMethod, SoundPlan } from './render-plan.ts';
import type { Source } from './source.ts';
import { frameTotal } from './spans.ts';
import type { VideoPart } from './split-parts.ts';

export type RenderJob = {
  path: string;
  source: Source;
  work: StageWork;
  isVideo: boolean;
  onDamage: () => void;
};

/** Makes the file that a method describes, in the scratch folder, and answers its path. */
export async function runMethod(ports: RenderPorts, job: RenderJob, method: RenderMethod) {
  const { path, source, work } = job;
  const target = `${work.scratch}/result.${job.isVideo ? 'mp4' : 'm4a'}`;
  if (method.kind === 'remux') {
    const progress = (share: number) => work.progress(5 + 85 * share);
    await ports.remux({ ...method, path, source, target, signal: work.signal, progress });
  } else if (method.kind === 'sound') {
    await encodeSound(ports, job, method.sound, target, work.signal);
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
  const { sound, grid } = method;
  const folder = work.scratch;
  const soundPath = sound && `${folder}/sound.m4a`;
  const parts = method.parts.map((part, index) => ({ part, path: `${folder}/part-${index}.mp4` }));
  const report = progressOf(method, share => work.progress(5 + 85 * share));
  await inParallel(ports.cores, work.signal, [
    ...(sound && soundPath
      ? [(signal: AbortSignal) => encodeSound(ports, job, sound, soundPath, signal)]
      : []),
    ...largestFirst(parts).map(({ part, path: target }) => (signal: AbortSignal) => {
      const progress = (share: number) => report(part, share);
      return ports.encodePart({ path, source, part, target, signal, progress, onDamage });
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

const encodeSound = (
  ports: RenderPorts,
  { path, source, onDamage }: RenderJob,
  { spans, sampleRate, channels }: SoundPlan,
  target: string,
  signal: AbortSignal,
) => {
  const cut = createPcmCut({ spans, sampleRate, channels });
  return ports.encodeSound({ path, source, target, sampleRate, channels, cut, signal, onDamage });
};

/** Adds up the shares of all parts, each weighed by its frames. */
function progressOf(method: Encode, progress: (share: number) => void) {
  const done = new Map<VideoPart, number>();
  return (part: VideoPart, share: number) => {
    done.set(part, share * frameTotal(part.spans));
    const frames = [...done.values()].reduce((sum, count) => sum + count, 0);
    progress(frames / method.frames);
  };
}

type Job = (signal: AbortSignal) => Promise<void>;

/** The first failure stops the others: nobody waits for parts of a lost whole. */
async function inParallel(cores: number, outer: AbortSignal, jobs: readonly Job[]) {
  const limit = pLimit(cores);
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const runs = jobs.map(job =>
    limit(async () => {
      signal.throwIfAborted();
      await job(signal);
    }).catch(error => {
      stop.abort(error);
      throw error;
    }),
  );
  const results = await Promise.allSettled(runs);
  outer.throwIfAborted();
  if (stop.signal.aborted) throw stop.signal.reason;
  return results;
}

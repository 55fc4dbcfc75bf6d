import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { type EncodedTracks, encodeTracks } from '../encode-tracks.ts';
import type { Render } from '../open-render.ts';
import { partTracks } from '../part-tracks.ts';
import type { Tracks } from '../tracks.ts';
import { fetchFiles, putShare, readShare } from './interim-parts.ts';
import type { MadeShare, PartPlan } from './part-plan.contract.ts';
import { encodeOfPlan, type MethodsFor } from './share-parts.ts';

type Wanted = { methodsFor: MethodsFor; known: PartPlan | undefined; task: number };

/** Makes what one task does of an encode, and leaves it for the run that joins. */
export async function makeShare(render: Render, { methodsFor, known, task }: Wanted) {
  const share = known?.shares[task];
  if (!share) throw new StageError('missing_input', { detail: `no share for task ${task}` });
  const method = encodeOfPlan(methodsFor, known);
  // The run that joins comes to the same end: it makes all by itself, and says why.
  if (!method) return;
  const { interim, scratch, signal, progress } = render.work;
  const tracks = onlyShare(partTracks(method, scratch), share, task);
  const { damaged, loudnessLufs, seams } = await encodeTracks(render, tracks);
  const made: MadeShare = { version: 1, damaged, loudness_lufs: loudnessLufs, seams };
  await putShare(interim, { task, paths: pathsOf(tracks), made }, signal);
  progress(95);
}

/** The sound takes one encoder for a while, so the first task makes it beside its parts. */
function onlyShare({ parts, sound, joined }: Tracks, share: readonly number[], task: number) {
  const own = parts.filter((_, number) => share.includes(number));
  return { parts: own, sound: task === 0 ? sound : null, joined };
}

const pathsOf = ({ parts, sound }: Tracks) =>
  [...parts, ...(sound ? [sound] : [])].map(({ path }) => path);

/** Fetches tracks that tasks have made. Throws `engine_failed` where something of it is not there. */
export async function fetchShares({ work }: Render, count: number, tracks: Tracks) {
  const { interim, signal } = work;
  const tasks = Array.from({ length: count }, (_, task) => task);
  const shares = await Promise.all(tasks.map(task => readShare(interim, task)));
  const missing = tasks.filter(task => !shares[task]);
  if (missing.length > 0) {
    throw new StageError('engine_failed', { detail: `nothing from task ${missing.join(', ')}` });
  }
  await fetchFiles(interim, pathsOf(tracks), signal);
  const loudnessLufs = shares.find(share => share?.loudness_lufs)?.loudness_lufs ?? null;
  const seams = shares.flatMap(share => share?.seams ?? []);
  const damaged = shares.some(share => share?.damaged);
  const encoded: EncodedTracks = { damaged, loudnessLufs, seams };
  return encoded;
}

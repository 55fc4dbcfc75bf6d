import { type OriginalPictures, originalPictures } from './check/original-pictures.ts';
import { remux } from './encode-sound.ts';
import { encodeTracks } from './encode-tracks.ts';
import type { Render } from './open-render.ts';
import { partTracks } from './part-tracks.ts';
import type { Encoded } from './ports/encode.ts';
import type { RenderMethod } from './render-plan.ts';
import { refuseTornSeams } from './seams.ts';
import { fetchShares } from './shared/render-in-tasks.ts';
import { smartTracks } from './smart/smart-tracks.ts';
import type { Tracks } from './tracks.ts';

/** A finished file, not checked yet. */
export type Made = Encoded & {
  method: RenderMethod;
  path: string;
  /** What its pictures will be compared with, while it is still decoded. */
  originals: OriginalPictures | null;
};

/**
 * Makes the file that a method describes, in the scratch folder. Nothing else is left there beside
 * the original: what was joined is as large as the result.
 */
export async function runMethod(render: Render, method: RenderMethod): Promise<Made> {
  const { ports, work, probe, original } = render;
  const path = `${work.scratch}/result.${probe.video ? 'mp4' : 'm4a'}`;
  await ports.keepOnly(work.scratch, [original.path]);
  const made = await makeFile(render, method, path);
  try {
    await ports.keepOnly(work.scratch, [original.path, path]);
  } catch (error) {
    await made.originals?.stop();
    throw error;
  }
  work.progress(95);
  return { ...made, method, path };
}

type File = Omit<Made, 'method' | 'path'>;

async function makeFile(render: Render, method: RenderMethod, target: string): Promise<File> {
  if (method.kind !== 'remux') return encodeAndJoin(render, method, target);
  return { ...(await remux(render, method, target)), originals: null };
}

type Encode = Exclude<RenderMethod, { kind: 'remux' }>;

/** Tracks are made here, or by tasks, then joined without encoding again. */
async function encodeAndJoin(render: Render, method: Encode, target: string): Promise<File> {
  const { scratch: folder, signal } = render.work;
  const tracks = tracksOf(render, method, target);
  const tasks = method.kind === 'encode' ? method.tasks : undefined;
  const encoded = tasks
    ? await fetchShares(render, tasks, tracks)
    : await encodeTracks(render, tracks);
  refuseTornSeams(encoded.seams);
  const originals = originalPictures(render, method);
  try {
    const joined = await tracks.joined?.();
    const sound = tracks.sound?.path ?? null;
    if (joined) await render.ports.join({ ...joined, folder, sound, target, signal });
    return { ...encoded, originals };
  } catch (error) {
    await originals?.stop();
    throw error;
  }
}

function tracksOf(render: Render, method: Encode, target: string): Tracks {
  if (method.kind === 'smart') return smartTracks(render, method);
  if (method.kind === 'encode') return partTracks(method, render.work.scratch);
  return { sound: { plan: method.sound, path: target }, parts: [], joined: null };
}

import type { RenderPorts } from '../ports.ts';
import { cutSound } from './encode-sound.ts';
import { encodePieces, joinPieces, piecesOf } from './encode-tracks.ts';
import { encodeAtLevel } from './loudness.ts';
import type { RenderJob } from './open-render.ts';
import type { EncodeMethod, RenderMethod } from './render-plan.ts';
import { joinShares } from './shared/render-in-tasks.ts';
import { runSmart } from './smart/smart-tracks.ts';

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
    await runEncode(ports, job, method, target);
  }
  work.progress(95);
  return target;
}

/** Made here or by tasks, then joined without encoding again. */
async function runEncode(ports: RenderPorts, job: RenderJob, method: EncodeMethod, target: string) {
  if (method.tasks !== undefined) return joinShares(ports, job, method, target);
  const pieces = piecesOf(method, job.work.scratch);
  await encodePieces(ports, job, method, pieces);
  await joinPieces(ports, job, method, pieces, target);
}

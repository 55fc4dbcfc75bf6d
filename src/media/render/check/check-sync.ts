import { inParallel } from '../../../kernel/in-parallel.ts';
import type { RenderPorts } from '../../ports.ts';
import type { RenderJob } from '../open-render.ts';
import type { RenderMethod } from '../render-plan.ts';
import { pictureVerdicts } from './picture-verdicts.ts';
import { soundVerdicts } from './sound-verdicts.ts';
import { picturePoints } from './sync-points.ts';
import type { Verdict } from './verdict.ts';

/** How many places could tell, and what is wrong at the first that is. */
export type SyncAnswer = { points: number; fault: string | undefined };

/** Compares sound and encoded pictures of a finished file with the original's at planned places. */
export async function checkSync(
  ports: RenderPorts,
  job: RenderJob,
  method: RenderMethod,
  target: string,
): Promise<SyncAnswer> {
  const check = { ports, job, target };
  const verdicts: Verdict[] = [];
  const sound = 'sound' in method ? method.sound : null;
  const tasks = [
    ...(sound ? [(signal: AbortSignal) => soundVerdicts({ ...check, signal }, sound)] : []),
    ...picturesOf(job, method).map(
      ({ grid, point }) =>
        (signal: AbortSignal) =>
          pictureVerdicts({ ...check, signal }, grid, point),
    ),
  ].map(task => async (signal: AbortSignal) => {
    verdicts.push(...(await task(signal)));
  });
  await inParallel(ports.cores, job.work.signal, tasks);
  const told = verdicts.filter(verdict => verdict !== null);
  return { points: told.length, fault: told.find(verdict => verdict !== '') };
}

/** A look changes pictures; without an index, the way to one picture is as long as a render. */
function picturesOf({ source }: RenderJob, method: RenderMethod) {
  if (method.kind !== 'encode' && method.kind !== 'smart') return [];
  const drawn = method.kind === 'encode' && method.look;
  if (drawn || !source.seekable) return [];
  return picturePoints(method).map(point => ({ grid: method.grid, point }));
}

import { inParallel } from '../../../kernel/in-parallel.ts';
import type { Render } from '../open-render.ts';
import type { RenderMethod } from '../render-plan.ts';
import { type CheckTask, checkOf } from './check.ts';
import { findFault } from './check-output.ts';
import { packetCheck } from './check-packets.ts';
import { pictureChecks } from './check-pictures.ts';
import type { OriginalPictures } from './original-pictures.ts';
import { soundCheck } from './sound-verdicts.ts';

/** How many places could tell, and what is wrong at the first that is. */
type Checked = { points: number; fault: string | undefined };
type Finished = { method: RenderMethod; path: string; originals: OriginalPictures | null };

/**
 * Compares a finished file with its plan: its headers, and side by side what is joined in it, sound,
 * pictures and its ends. Throws `engine_failed` where it cannot be decoded.
 */
export async function checkResult(render: Render, finished: Finished): Promise<Checked> {
  const { method, path, originals } = finished;
  const { ports, work } = render;
  const stop = new AbortController();
  const signal = AbortSignal.any([work.signal, stop.signal]);
  const looking = inParallel(ports.cores, signal, tasksFor(render, finished));
  // Whoever fails first: a file that is not as planned says best what is wrong.
  looking.catch(() => undefined);
  try {
    const misfit = findFault(await ports.inspectOutput(path, { signal }), method);
    if (misfit) return { points: 0, fault: misfit };
    const told = (await looking).flat().filter(verdict => verdict !== null);
    const fault = told.find(verdict => verdict !== '');
    return { points: told.length, fault };
  } finally {
    stop.abort();
    await originals?.stop();
    await looking.catch(() => undefined);
  }
}

/** What takes longest comes first. */
function tasksFor(render: Render, { method, path, originals }: Finished): CheckTask[] {
  const check = checkOf(render, path);
  const sound = 'sound' in method ? method.sound : null;
  return [
    ...pictureChecks(check, originals),
    ...(method.kind === 'smart' ? [packetCheck(check, method)] : []),
    ...(sound ? [soundCheck(check, sound)] : []),
    ...endCheck(render, { method, path }),
  ];
}

/** Ends of pictures that were encoded or joined are among the windows that are decoded. */
function endCheck(
  { ports }: Render,
  { method, path }: Pick<Finished, 'method' | 'path'>,
): CheckTask[] {
  const seen = method.kind === 'smart' || method.kind === 'encode';
  if (seen && !method.sound) return [];
  const tracks = seen ? 'sound' : 'all';
  return [signal => ports.decodeEnds(path, { signal, tracks }).then(() => [])];
}

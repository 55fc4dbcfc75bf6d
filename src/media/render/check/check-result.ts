import { inParallel } from '../../../kernel/in-parallel.ts';
import type { Render } from '../open-render.ts';
import type { RenderMethod } from '../render-plan.ts';
import { type CheckTask, checkOf } from './check.ts';
import { findFault } from './check-output.ts';
import { packetCheck } from './check-packets.ts';
import { pictureChecks } from './check-pictures.ts';
import { soundCheck } from './sound-verdicts.ts';

/** How many places could tell, and what is wrong at the first that is. */
type Checked = { points: number; fault: string | undefined };
type Finished = { method: RenderMethod; path: string };

/**
 * Compares a finished file with its plan: its headers first, then side by side what is joined in it,
 * sound, pictures and its ends. Throws `engine_failed` where it cannot be decoded.
 */
export async function checkResult(render: Render, { method, path }: Finished): Promise<Checked> {
  const { ports, work } = render;
  const misfit = findFault(await ports.inspectOutput(path, work), method);
  if (misfit) return { points: 0, fault: misfit };
  const verdicts = await inParallel(ports.cores, work.signal, tasksFor(render, { method, path }));
  const told = verdicts.flat().filter(verdict => verdict !== null);
  const fault = told.find(verdict => verdict !== '');
  return { points: told.length, fault };
}

/** What takes longest comes first. */
function tasksFor(render: Render, { method, path }: Finished): CheckTask[] {
  const check = checkOf(render, path);
  const sound = 'sound' in method ? method.sound : null;
  return [
    ...pictureChecks(check, method),
    ...(method.kind === 'smart' ? [packetCheck(check, method)] : []),
    ...(sound ? [soundCheck(check, sound)] : []),
    ...endCheck(render, { method, path }),
  ];
}

/** Ends of pictures that were encoded or joined are among the windows that are decoded. */
function endCheck({ ports }: Render, { method, path }: Finished): CheckTask[] {
  const seen = method.kind === 'smart' || method.kind === 'encode';
  if (seen && !method.sound) return [];
  const tracks = seen ? 'sound' : 'all';
  return [signal => ports.decodeEnds(path, { signal, tracks }).then(() => [])];
}

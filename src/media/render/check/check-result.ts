import { inParallel } from '../../../kernel/in-parallel.ts';
import type { Render } from '../open-render.ts';
import type { RenderMethod } from '../render-plan.ts';
import { checkOf } from './check.ts';
import { findFault } from './check-output.ts';
import { structureChecks } from './check-structure.ts';
import { syncChecks } from './check-sync.ts';

/** How many places could tell, and what is wrong at the first that is. */
type Checked = { points: number; fault: string | undefined };

/**
 * Compares a finished file with its plan, the cheapest first: its headers, what is joined in it,
 * then sound and pictures. Throws `engine_failed` where its ends cannot be decoded.
 */
export async function checkResult(
  render: Render,
  { method, path }: { method: RenderMethod; path: string },
): Promise<Checked> {
  const { ports, work } = render;
  const misfit = findFault(await ports.inspectOutput(path, work), method);
  if (misfit) return { points: 0, fault: misfit };
  const check = checkOf(render, path);
  let points = 0;
  for (const tasks of [structureChecks(check, method), syncChecks(check, method)]) {
    const verdicts = await inParallel(ports.cores, work.signal, tasks);
    const told = verdicts.flat().filter(verdict => verdict !== null);
    const fault = told.find(verdict => verdict !== '');
    if (fault) return { points, fault };
    points += told.length;
  }
  await ports.decodeEnds(path, work);
  return { points, fault: undefined };
}

import type { RenderMethod } from '../render-plan.ts';
import type { Check, CheckTask } from './check.ts';
import { pictureCheck } from './picture-verdicts.ts';
import { soundCheck } from './sound-verdicts.ts';
import { picturePoints } from './sync-points.ts';

/** Compares sound and encoded pictures of a finished file with the original's at planned places. */
export function syncChecks(check: Check, method: RenderMethod): CheckTask[] {
  const sound = 'sound' in method ? method.sound : null;
  return [...(sound ? [soundCheck(check, sound)] : []), ...pictureChecks(check, method)];
}

/** A look changes pictures; without an index, the way to one picture is as long as a render. */
function pictureChecks(check: Check, method: RenderMethod): CheckTask[] {
  if (method.kind !== 'encode' && method.kind !== 'smart') return [];
  const drawn = method.kind === 'encode' && method.look;
  if (drawn || !check.render.original.source.seekable) return [];
  return picturePoints(method).map(point => pictureCheck(check, method.grid, point));
}

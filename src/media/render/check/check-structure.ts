import type { RenderMethod } from '../render-plan.ts';
import type { Check, CheckTask } from './check.ts';
import { joinChecks } from './check-joins.ts';
import { smartChecks } from './check-smart.ts';

/**
 * Looks for what the headers of a finished file do not show. These checks return faults alone, so
 * they count as no places.
 */
export function structureChecks(check: Check, method: RenderMethod): CheckTask[] {
  if (method.kind === 'smart') return smartChecks(check, method);
  if (method.kind !== 'encode') return [];
  const joins = method.parts.slice(1).map(({ begin }) => begin);
  return joinChecks(check, method, joins);
}

import { StageError } from '../../pipeline/stages/stage-error.ts';
import { checkResult } from './check/check-result.ts';
import type { Render } from './open-render.ts';
import type { RunPlan } from './plan-run.ts';
import type { RenderMethod } from './render-plan.ts';
import { type Made, runMethod } from './run-method.ts';

/** A finished file that passed all checks. */
export type Accepted = Made & {
  /** Places at which sound or picture was compared with the original's, and could tell. */
  points: number;
};

type Tried = { accepted: Accepted | undefined; refused: string[] };

/**
 * Runs one method after the other until the finished file passes the check; a bad one never ships.
 * Accepts none where tasks are to be asked for parts first.
 */
export async function tryMethods(render: Render, run: RunPlan): Promise<Tried> {
  const refused = [...run.refused];
  let damaged = false;
  for (const method of run.methods) {
    try {
      const made = await runMethod(render, method);
      // It is the original that is damaged, whichever method found out.
      damaged ||= made.damaged;
      const { fault, points } = await checkResult(render, made);
      if (!fault) return { accepted: { ...made, damaged, points }, refused };
      refused.push(`${nameOf(method)}: ${fault}`);
    } catch (error) {
      render.work.signal.throwIfAborted();
      const isLast = method === run.methods.at(-1) && !run.plan;
      if (!(error instanceof StageError) || isLast) throw error;
      refused.push(`${nameOf(method)}: ${error.detail ?? error.code}`);
    }
  }
  if (run.plan) return { accepted: undefined, refused };
  throw new StageError('engine_failed', { detail: refused.join('; ') || 'nothing to render' });
}

const nameOf = (method: RenderMethod) =>
  method.kind === 'encode' && method.tasks ? 'tasks' : method.kind;

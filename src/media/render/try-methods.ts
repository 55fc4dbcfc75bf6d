import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RenderPorts } from '../ports.ts';
import { findTornJoin } from './check/check-joins.ts';
import { findFault } from './check/check-output.ts';
import { findSmartFault } from './check/check-smart.ts';
import { checkSync } from './check/check-sync.ts';
import type { RenderJob } from './open-render.ts';
import type { Course } from './plan-run.ts';
import type { RenderMethod } from './render-plan.ts';
import { runMethod } from './run-method.ts';

/** A finished file that passed all checks. */
export type Held = {
  target: string;
  method: RenderMethod;
  /** Places at which sound or picture was compared with the original's, and could tell. */
  points: number;
};

/**
 * Runs one method after the other until the finished file passes the check; a bad one never ships.
 * Answers no result where tasks are to be asked for parts first.
 */
export async function firstThatHolds(
  ports: RenderPorts,
  job: RenderJob,
  { methods, refused, plan }: Course,
): Promise<{ result: Held | undefined; faults: string[] }> {
  const faults = [...refused];
  for (const method of methods) {
    try {
      const target = await runMethod(ports, job, method);
      const fault = await faultOf(ports, job, method, target);
      const sync = fault ? { fault, points: 0 } : await checkSync(ports, job, method, target);
      if (!sync.fault) {
        await ports.decodeEnds(target, job.work);
        return { result: { target, method, points: sync.points }, faults };
      }
      faults.push(`${nameOf(method)}: ${sync.fault}`);
    } catch (error) {
      job.work.signal.throwIfAborted();
      const isLast = method === methods.at(-1) && !plan;
      if (!(error instanceof StageError) || isLast) throw error;
      faults.push(`${nameOf(method)}: ${error.detail ?? error.code}`);
    }
  }
  if (plan) return { result: undefined, faults };
  throw new StageError('engine_failed', { detail: faults.join('; ') || 'nothing to render' });
}

const nameOf = (method: RenderMethod) =>
  method.kind === 'encode' && method.tasks ? 'tasks' : method.kind;

async function faultOf(ports: RenderPorts, job: RenderJob, method: RenderMethod, target: string) {
  const fault = findFault(await ports.inspectOutput(target, job.work), method);
  if (fault) return fault;
  if (method.kind === 'smart') return findSmartFault(ports, job, method, target);
  return method.kind === 'encode' ? findTornJoin(ports, job, method, target) : undefined;
}

import type { Interim, StageOutcome } from '../../pipeline/stages/stage.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { isEncode, type RenderMethod } from './render-plan.ts';
import { isShareMade, writePartPlan } from './shared/interim-parts.ts';
import type { PartPlan } from './shared/part-plan.contract.ts';
import {
  encodeOfPlan,
  type MethodsFor,
  planShares,
  type TaskLimits,
} from './shared/share-parts.ts';

/** Parts that were asked for so often and are not there will not come: one task does it all. */
const MOST_ROUNDS = 3;

/** What one run of the stage does. */
export type RunPlan = {
  /** Tried one after the other. */
  methods: RenderMethod[];
  /** Why better ones are not among them. */
  refused: readonly string[];
  /** Given: if none of `methods` is accepted, tasks are asked for these parts. */
  plan?: Omit<PartPlan, 'refused'>;
};

/** A first run: what needs no encode, then tasks if they are worth it. */
export function planFirstRun(
  methodsFor: MethodsFor,
  limits: TaskLimits,
  refused: readonly string[],
): RunPlan {
  const methods = methodsFor(limits.cores);
  const shared = planShares(methodsFor, limits);
  if (shared === undefined) return { methods, refused };
  if (typeof shared === 'string') return { methods, refused: [...refused, shared] };
  const before = methods.slice(0, methods.findIndex(isEncode));
  return { methods: before, refused, plan: { ...shared, rounds: 1 } };
}

/** A run after tasks were asked: join what they made, ask again, or do without them. */
export async function planNextRun(
  methodsFor: MethodsFor,
  cores: number,
  known: PartPlan,
  interim: Interim,
): Promise<RunPlan> {
  const { refused, rounds, shares } = known;
  const alone = methodsFor(cores).filter(isEncode);
  const joined = encodeOfPlan(methodsFor, known);
  if (!joined) return { methods: alone, refused: [...refused, 'tasks: divided in another way'] };
  const made = await Promise.all(shares.map((_, task) => isShareMade(interim, task)));
  // An earlier run may have been cancelled amid its parts: those that are there are not made again.
  if (!made.every(Boolean) && rounds < MOST_ROUNDS) {
    return { methods: [], refused, plan: { ...known, rounds: rounds + 1 } };
  }
  return { methods: [joined, ...alone], refused };
}

/** Notes which task makes what, then asks for it. */
export async function requestParts(
  interim: Interim,
  { plan }: RunPlan,
  refused: string[],
): Promise<StageOutcome> {
  if (!plan) throw new StageError('engine_failed', { detail: 'nothing to ask tasks for' });
  await writePartPlan(interim, { ...plan, refused });
  return { unfinished: { parts: plan.shares.length } };
}

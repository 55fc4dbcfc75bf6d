import { frameTotal } from '../../timeline/spans.ts';
import { type EncodeMethod, isEncode, plannedSeconds, type RenderMethod } from '../render-plan.ts';
import type { VideoPart } from '../split-parts.ts';
import type { PartPlan } from './part-plan.contract.ts';

export type TaskLimits = {
  /** Of the workspace's plan. */
  mostTasks: number;
  /** Result that makes a task worth starting, fetching the original and joining afterwards. */
  taskSeconds: number;
  /** Encoders that run side by side in one task. */
  cores: number;
};

/** The methods to render, for a picture that is divided for this many encoders. */
export type MethodsFor = (encoders: number) => RenderMethod[];

type Shared = Omit<PartPlan, 'rounds' | 'refused'>;

/** How tasks share an encode; why they cannot, in words; undefined where one task is right. */
export function planShares(
  methodsFor: MethodsFor,
  limits: TaskLimits,
): Shared | string | undefined {
  const { cores, mostTasks, taskSeconds } = limits;
  const whole = methodsFor(cores).find(isEncode);
  const tasks = whole && Math.min(mostTasks, Math.floor(plannedSeconds(whole) / taskSeconds));
  if (!tasks || tasks < 2) return undefined;
  const encoders = tasks * cores;
  const divided = methodsFor(encoders).find(isEncode);
  const shares = divided ? shareParts(divided.parts, tasks) : [];
  // Without an index, every task would decode from the beginning.
  if (!divided || shares.length < 2) return 'tasks: the picture cannot be divided';
  return { version: 1, encoders, frames: divided.frames, shares };
}

/** The encode that a plan divides; undefined where these inputs now come to another division. */
export function encodeOfPlan(methodsFor: MethodsFor, plan: PartPlan): EncodeMethod | undefined {
  const method = methodsFor(plan.encoders).find(isEncode);
  const parts = plan.shares.flat().length;
  const isSame = method?.frames === plan.frames && method.parts.length === parts;
  return isSame ? { ...method, tasks: plan.shares.length } : undefined;
}

/** Neighbouring parts go to one task, about as many frames to each. */
function shareParts(parts: readonly VideoPart[], tasks: number): number[][] {
  const lengths = parts.map(({ spans }) => frameTotal(spans));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const shares: number[][] = Array.from({ length: tasks }, () => []);
  let end = 0;
  for (const [index, length] of lengths.entries()) {
    end += length;
    const middle = end - length / 2;
    shares[Math.floor((middle / total) * tasks)]?.push(index);
  }
  return shares.filter(share => share.length > 0);
}

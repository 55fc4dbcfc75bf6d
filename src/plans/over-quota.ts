import { toIso } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Effective } from './subscription.ts';

type Over = {
  /** In words: `recordings of this month`. */
  what: string;
  used: number;
  limit: number;
  /** Epoch milliseconds; null for what no month resets. */
  resetsAt: number | null;
  plan: Effective['name'];
};

/** What a plan does not let in: the same words and fields for every quota. */
export function overQuota({ what, used, limit, resetsAt, plan }: Over) {
  const resets_at = resetsAt === null ? null : toIso(resetsAt);
  const then = resets_at ? `, or wait until ${resets_at}` : ', or remove something';
  return new AppError(
    'quota_exceeded',
    `The plan ${plan} has ${limit} ${what}, and ${used} are used: choose a larger plan${then}.`,
    { quota: { used, limit, resets_at, plan } },
  );
}

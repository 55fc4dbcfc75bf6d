import type { WorkspaceId } from '../kernel/ids.ts';
import { type Capability, type Plan, type PlanName, planOf, type Quotas } from './plans.ts';

/** What was agreed with one workspace; a name that is left out is the plan's, and 0 is 0. */
export type CustomQuotas = { [Name in keyof Quotas]?: number | undefined };

/** What a workspace is on, of one capability. Times are epoch milliseconds. */
export type Subscription = {
  workspaceId: WorkspaceId;
  capability: Capability;
  plan: PlanName;
  custom: CustomQuotas;
  payAsYouGo: boolean;
  /** The most that overage may cost in a month, in minor units; null for "no limit". */
  payAsYouGoLimit: number | null;
  startsAt: number | null;
  /** From then on the plan is the free one. */
  expiresAt: number | null;
  version: number;
};
export type SubscriptionKey = Pick<Subscription, 'workspaceId' | 'capability'>;

/** What a workspace is on that never subscribed. */
export const freeSubscription = (key: SubscriptionKey): Subscription => ({
  ...key,
  plan: 'free',
  custom: {},
  payAsYouGo: false,
  payAsYouGoLimit: null,
  startsAt: null,
  expiresAt: null,
  version: 0,
});

/** What counts at a time: a plan with what was agreed in place of its own numbers. */
export type Effective = Plan & {
  name: PlanName;
  /** Price of one recording beyond the quota and the most in a month; null where none may be. */
  overage: { price: number; most: number | null } | null;
};

const isRunning = ({ startsAt, expiresAt }: Subscription, now: number) =>
  (startsAt ?? 0) <= now && (expiresAt ?? Number.POSITIVE_INFINITY) > now;

/** Before its start and after its end a subscription is the free plan, as if nothing was agreed. */
export function effective(subscription: Subscription, now: number): Effective {
  const { workspaceId, capability } = subscription;
  const running = isRunning(subscription, now)
    ? subscription
    : freeSubscription({ workspaceId, capability });
  const plan = planOf(capability, running.plan);
  const { overagePrice: price } = plan;
  const overage =
    running.payAsYouGo && price !== null ? { price, most: running.payAsYouGoLimit } : null;
  return { ...plan, ...agreed(running.custom), name: running.plan, overage };
}

const agreed = (custom: CustomQuotas) =>
  Object.fromEntries(Object.entries(custom).filter(([, value]) => value !== undefined));

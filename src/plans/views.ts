import { optionalIso, toIso } from '../kernel/clock.ts';
import { endOfPeriod } from './period.ts';
import type { PlanView, QuotaView, SubscriptionView, UsageView } from './plan.contract.ts';
import { type Capability, CURRENCY, GIGABYTE, type Plan, type PlanName } from './plans.ts';
import type { Usage } from './ports.ts';
import { type CustomQuotas, effective, type Subscription } from './subscription.ts';

const quotaFields = (plan: Plan) => ({
  recordings_per_month: plan.recordingsPerMonth,
  storage_gb: plan.storageGigabytes,
  concurrent_tasks: plan.concurrentTasks,
  automation_jobs: plan.automationJobs,
  min_interval_hours: plan.minIntervalHours,
});

export const planView = (capability: Capability, name: PlanName, plan: Plan): PlanView => ({
  ...{ name, capability, title: plan.title, is_active: plan.isActive, sort_order: plan.sortOrder },
  ...quotaFields(plan),
  highest_priority: plan.highestPriority,
  currency: CURRENCY,
  price_month: plan.priceMonth,
  price_year: plan.priceYear,
  overage_price: plan.overagePrice,
});

const customView = (custom: CustomQuotas) => ({
  recordings_per_month: custom.recordingsPerMonth ?? null,
  storage_gb: custom.storageGigabytes ?? null,
  concurrent_tasks: custom.concurrentTasks ?? null,
  automation_jobs: custom.automationJobs ?? null,
  min_interval_hours: custom.minIntervalHours ?? null,
});

export function subscriptionView(subscription: Subscription, now: number): SubscriptionView {
  const plan = effective(subscription, now);
  return {
    capability: subscription.capability,
    plan: subscription.plan,
    effective_plan: plan.name,
    custom: customView(subscription.custom),
    effective: quotaFields(plan),
    pay_as_you_go_enabled: subscription.payAsYouGo,
    pay_as_you_go_monthly_limit: subscription.payAsYouGoLimit,
    currency: CURRENCY,
    overage_price: plan.overagePrice,
    starts_at: optionalIso(subscription.startsAt ?? undefined),
    expires_at: optionalIso(subscription.expiresAt ?? undefined),
    version: subscription.version,
  };
}

export const usageView = ({ period, used, overage, overageCost }: Usage): UsageView => ({
  period,
  recordings_count: used,
  overage_recordings_count: overage,
  overage_cost: overageCost,
});

const left = (used: number, limit: number | null) =>
  limit === null ? null : Math.max(0, limit - used);

/** To the thousandth, which is a megabyte. */
export const gigabytes = (bytes: number) => Math.round((bytes / GIGABYTE) * 1000) / 1000;

type Levels = { usage: Usage; storedBytes: number; runningTasks: number };

/** What is used of what counts now. */
export function quotaView(
  subscription: Subscription,
  { usage, storedBytes, runningTasks }: Levels,
  now: number,
): QuotaView {
  const plan = effective(subscription, now);
  const usedGb = gigabytes(storedBytes);
  const { recordingsPerMonth, storageGigabytes, concurrentTasks, overage } = plan;
  const share = (used: number, limit: number | null) => ({
    ...{ used, limit, available: left(used, limit) },
  });
  return {
    subscription: subscriptionView(subscription, now),
    current_usage: {
      ...usageView(usage),
      ...{ storage_gb: usedGb, storage_bytes: storedBytes, concurrent_tasks_count: runningTasks },
    },
    recordings: share(usage.used, recordingsPerMonth),
    storage: {
      ...{ used_gb: usedGb, limit_gb: storageGigabytes },
      available_gb: left(usedGb, storageGigabytes),
    },
    concurrent_tasks: share(runningTasks, concurrentTasks),
    is_overage_enabled: overage !== null,
    overage_cost_this_month: usage.overageCost,
    overage_limit: overage?.most ?? null,
    currency: CURRENCY,
    resets_at: toIso(endOfPeriod(usage.period)),
  };
}

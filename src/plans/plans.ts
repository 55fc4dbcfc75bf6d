/**
 * The plans as data: limits, prices in US cents, `null` for "no limit". The table is the
 * specification's but for `renderTasks`, how many workers may share one long render. Enforced
 * today are that and the number of concurrent tasks.
 */
export const PLANS = {
  free: {
    recordingsPerMonth: 10,
    storageGigabytes: 5,
    concurrentTasks: 1,
    renderTasks: 1,
    automationJobs: 0,
    priceMonthCents: 0,
    overageCents: 50,
  },
  plus: {
    recordingsPerMonth: 50,
    storageGigabytes: 25,
    concurrentTasks: 2,
    renderTasks: 2,
    automationJobs: 3,
    priceMonthCents: 1000,
    overageCents: 40,
  },
  pro: {
    recordingsPerMonth: 200,
    storageGigabytes: 100,
    concurrentTasks: 5,
    renderTasks: 4,
    automationJobs: 10,
    priceMonthCents: 3000,
    overageCents: 30,
  },
  enterprise: {
    recordingsPerMonth: null,
    storageGigabytes: null,
    concurrentTasks: 10,
    renderTasks: 8,
    automationJobs: null,
    priceMonthCents: null,
    overageCents: null,
  },
} as const;

export type PlanName = keyof typeof PLANS;

/** What a workspace is on; without a row it is on the free plan. A custom 0 is 0. */
export type Subscription = { plan: PlanName; customConcurrentTasks?: number | undefined };

export const concurrentTasks = ({ plan, customConcurrentTasks }: Subscription) =>
  customConcurrentTasks ?? PLANS[plan].concurrentTasks;

/** How many workers may share one long render. */
export const renderTasks = ({ plan }: Subscription) => PLANS[plan].renderTasks;

export const PLAN_NAMES = ['free', 'plus', 'pro', 'enterprise'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

/** Prices in US cents; `null` for "no limit". */
type Plan = {
  recordingsPerMonth: number | null;
  storageGigabytes: number | null;
  concurrentTasks: number;
  renderTasks: number;
  automationJobs: number | null;
  priceMonthCents: number | null;
  overageCents: number | null;
};

/**
 * The plans as data. The numbers are the specification's but for `renderTasks`, how many workers may
 * share one long render. Enforced today are that and the number of concurrent tasks.
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
} as const satisfies Readonly<Record<PlanName, Plan>>;

/** What a workspace is on. A custom 0 is 0. */
export type Subscription = { plan: PlanName; customConcurrentTasks?: number | undefined };

/** What a workspace is on that has no subscription. */
export const DEFAULT_SUBSCRIPTION: Subscription = { plan: 'free' };

export const concurrentTasks = ({ plan, customConcurrentTasks }: Subscription) =>
  customConcurrentTasks ?? PLANS[plan].concurrentTasks;

/** How many workers may share one long render. */
export const renderTasks = ({ plan }: Subscription) => PLANS[plan].renderTasks;

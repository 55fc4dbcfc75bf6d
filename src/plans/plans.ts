/** What a workspace can subscribe to, each by itself. */
export const CAPABILITIES = ['recordings'] as const;
export type Capability = (typeof CAPABILITIES)[number];

export const PLAN_NAMES = ['free', 'plus', 'pro', 'enterprise'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

export const CURRENCY = 'USD' as const;

export const GIGABYTE = 1024 ** 3;

/** What may be agreed with a workspace in place of its plan's. `null` for "no limit". */
export type Quotas = {
  recordingsPerMonth: number | null;
  storageGigabytes: number | null;
  concurrentTasks: number;
  automationJobs: number | null;
  minIntervalHours: number | null;
};
export type QuotaName = keyof Quotas;

/** How many a workspace may have of what it sets up: not held yet, so not shown either. */
export type Caps = { sources: number | null; presets: number | null; templates: number | null };
export type CapName = keyof Caps;

/** Prices in minor units of `CURRENCY`; `null` where they are agreed with each customer. */
export type Plan = Quotas &
  Caps & {
    title: string;
    sortOrder: number;
    /** Whether it can be chosen anew; whoever has it keeps it. */
    isActive: boolean;
    /** How many workers may share one long render. */
    renderTasks: number;
    /** The most urgent that a request may be. */
    highestPriority: number;
    /** Its share of the line beside a workspace of weight 1. */
    weight: number;
    priceMonth: number | null;
    priceYear: number | null;
    /** Of one recording beyond those of the month. */
    overagePrice: number | null;
  };

/** The same on every plan: the reference product's numbers. */
const CAPS: Caps = { sources: 10, presets: 10, templates: 20 };

/**
 * The plans as data. The numbers are the specification's but for `renderTasks`, `highestPriority` and
 * `weight`, which only say how work is shared.
 */
export const PLANS = {
  recordings: {
    free: {
      ...CAPS,
      title: 'Free',
      sortOrder: 1,
      isActive: true,
      recordingsPerMonth: 10,
      storageGigabytes: 5,
      concurrentTasks: 1,
      renderTasks: 1,
      highestPriority: 0,
      weight: 1,
      automationJobs: 0,
      minIntervalHours: null,
      priceMonth: 0,
      priceYear: 0,
      overagePrice: 50,
    },
    plus: {
      ...CAPS,
      title: 'Plus',
      sortOrder: 2,
      isActive: true,
      recordingsPerMonth: 50,
      storageGigabytes: 25,
      concurrentTasks: 2,
      renderTasks: 2,
      highestPriority: 1,
      weight: 2,
      automationJobs: 3,
      minIntervalHours: 6,
      priceMonth: 1000,
      priceYear: 10_000,
      overagePrice: 40,
    },
    pro: {
      ...CAPS,
      title: 'Pro',
      sortOrder: 3,
      isActive: true,
      recordingsPerMonth: 200,
      storageGigabytes: 100,
      concurrentTasks: 5,
      renderTasks: 4,
      highestPriority: 2,
      weight: 4,
      automationJobs: 10,
      minIntervalHours: 1,
      priceMonth: 3000,
      priceYear: 30_000,
      overagePrice: 30,
    },
    enterprise: {
      ...CAPS,
      title: 'Enterprise',
      sortOrder: 4,
      isActive: true,
      recordingsPerMonth: null,
      storageGigabytes: null,
      concurrentTasks: 10,
      renderTasks: 8,
      highestPriority: 3,
      weight: 8,
      automationJobs: null,
      minIntervalHours: 1,
      priceMonth: null,
      priceYear: null,
      overagePrice: null,
    },
  },
} as const satisfies Record<Capability, Record<PlanName, Plan>>;

export const planOf = (capability: Capability, name: PlanName): Plan => PLANS[capability][name];

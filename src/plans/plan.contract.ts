import * as z from 'zod';
import { CAPABILITIES, CURRENCY, PLAN_NAMES } from './plans.ts';

const Time = z.iso.datetime();
const Limit = z.number().nonnegative().nullable().describe('Null for no limit.');
const Price = z.int().nonnegative().nullable().describe('In minor units of the currency.');
const Currency = z.literal(CURRENCY).describe('ISO 4217.');
export const Period = z
  .string()
  .regex(/^2\d{3}(0[1-9]|1[0-2])$/, 'Must be a month of UTC as YYYYMM.')
  .describe('A month of UTC as YYYYMM.');

/** What a plan has of everything, or what counts in its place. */
const QuotaFields = {
  recordings_per_month: Limit,
  storage_gb: Limit,
  concurrent_tasks: z.int().nonnegative(),
  automation_jobs: Limit,
  min_interval_hours: z.number().nullable(),
};

const PlanView = z.strictObject({
  name: z.literal(PLAN_NAMES),
  capability: z.literal(CAPABILITIES),
  title: z.string(),
  is_active: z.boolean(),
  sort_order: z.int(),
  ...QuotaFields,
  highest_priority: z.int(),
  currency: Currency,
  price_month: Price,
  price_year: Price,
  overage_price: Price,
});
export type PlanView = z.infer<typeof PlanView>;

export const PlanList = z.strictObject({ items: z.array(PlanView), cursor: z.null() });

const Agreed = z.number().nonnegative().nullable().describe('Null for what the plan has.');

/** What was agreed in place of the plan's numbers; 0 is 0. */
export const CustomQuotas = z.strictObject({
  recordings_per_month: Agreed,
  storage_gb: Agreed,
  concurrent_tasks: Agreed,
  automation_jobs: Agreed,
  min_interval_hours: Agreed,
});
export type CustomQuotas = z.infer<typeof CustomQuotas>;

export const SubscriptionView = z.strictObject({
  capability: z.literal(CAPABILITIES),
  plan: z.literal(PLAN_NAMES).describe('That was subscribed to.'),
  effective_plan: z.literal(PLAN_NAMES).describe('That counts now: free where it has expired.'),
  custom: CustomQuotas,
  effective: z.strictObject(QuotaFields),
  pay_as_you_go_enabled: z.boolean(),
  pay_as_you_go_monthly_limit: Price,
  currency: Currency,
  overage_price: Price,
  starts_at: Time.nullable(),
  expires_at: Time.nullable(),
  version: z.int(),
});
export type SubscriptionView = z.infer<typeof SubscriptionView>;

const Version = z.int().min(0).describe('Of the subscription as it was last seen.');

/** What a customer may change. The plan itself is set by whoever runs the service. */
export const ChangeSubscription = z
  .strictObject({
    version: Version,
    pay_as_you_go_enabled: z.boolean().optional(),
    pay_as_you_go_monthly_limit: z.int().min(0).max(100_000_000).nullable().optional(),
  })
  .meta({
    examples: [{ version: 0, pay_as_you_go_enabled: true, pay_as_you_go_monthly_limit: 2000 }],
  });
export type ChangeSubscription = z.infer<typeof ChangeSubscription>;

/** What the operator sets; what is left out goes back to what a new subscription has. */
export const SetPlan = z
  .strictObject({
    version: Version,
    plan: z.literal(PLAN_NAMES),
    starts_at: z.iso.datetime({ offset: true }).nullable().default(null),
    expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .meta({ examples: [{ version: 0, plan: 'plus', expires_at: '2027-01-01T00:00:00Z' }] });
export type SetPlan = z.infer<typeof SetPlan>;

const Custom = z.int().min(0).max(1_000_000).nullable().default(null);

export const SetQuotas = z
  .strictObject({
    version: Version,
    recordings_per_month: Custom,
    storage_gb: Custom,
    concurrent_tasks: Custom,
    automation_jobs: Custom,
    min_interval_hours: Custom,
  })
  .meta({ examples: [{ version: 0, recordings_per_month: 25, storage_gb: 0 }] });
export type SetQuotas = z.infer<typeof SetQuotas>;

const UsageView = z.strictObject({
  period: Period,
  recordings_count: z.int(),
  overage_recordings_count: z.int(),
  overage_cost: z.int(),
});
export type UsageView = z.infer<typeof UsageView>;

const share = (used: z.ZodNumber) =>
  z.strictObject({ used, limit: Limit, available: Limit.describe('Null for no limit.') });

export const QuotaView = z.strictObject({
  subscription: SubscriptionView,
  current_usage: UsageView.extend({
    storage_gb: z.number(),
    storage_bytes: z.int(),
    concurrent_tasks_count: z.int(),
  }),
  recordings: share(z.int()),
  storage: z.strictObject({
    used_gb: z.number(),
    limit_gb: Limit,
    available_gb: Limit,
  }),
  concurrent_tasks: share(z.int()),
  is_overage_enabled: z.boolean(),
  overage_cost_this_month: z.int(),
  overage_limit: Price,
  currency: Currency,
  resets_at: Time,
});
export type QuotaView = z.infer<typeof QuotaView>;

export const HistoryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(24).default(12),
  period: Period.optional().describe('Only this month.'),
});

export const UsageQuery = z
  .strictObject({
    from: Period.optional().describe('The first month; left out: this one.'),
    to: Period.optional().describe('The last month; left out: this one.'),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    error: 'Must not come after `to`.',
    path: ['from'],
  });

export const UsageList = z.strictObject({
  items: z.array(UsageView),
  currency: Currency,
  cursor: z.null(),
});
export type UsageList = z.infer<typeof UsageList>;

import type { Clock } from '../kernel/clock.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import { changeSubscription } from './change-subscription.ts';
import { getQuota } from './get-quota.ts';
import { listPlans } from './list-plans.ts';
import { listHistory, listUsage } from './list-usage.ts';
import type { Subscriptions, UsageRows } from './ports.ts';
import type { planRoutes } from './routes.ts';
import { subscriptionView } from './views.ts';

export type PlanDeps = { subscriptions: Subscriptions; usage: UsageRows; clock: Clock };

/** The one capability that these routes are of until there is a second. */
const CAPABILITY = 'recordings';

/** What each route of plans does, in the names of the API. */
export function planUseCases(deps: PlanDeps): UseCases<typeof planRoutes> {
  const { subscriptions, clock } = deps;
  return {
    listPlans: async () => listPlans(),
    getSubscription: async ({ workspaceId }) =>
      subscriptionView(await subscriptions.find({ workspaceId, capability: CAPABILITY }), clock()),
    changeSubscription: (caller, change, request) =>
      changeSubscription(deps)(caller, CAPABILITY, change, request),
    getQuota: ({ workspaceId }) => getQuota(deps)(workspaceId, CAPABILITY),
    listQuotaHistory: ({ workspaceId }, asked) => listHistory(deps)(workspaceId, CAPABILITY, asked),
    listUsage: ({ workspaceId }, range) => listUsage(deps)(workspaceId, CAPABILITY, range),
  };
}

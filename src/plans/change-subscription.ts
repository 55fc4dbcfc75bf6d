import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { versionConflict } from '../kernel/version.ts';
import type { ChangeSubscription, SubscriptionView } from './plan.contract.ts';
import type { Capability } from './plans.ts';
import type { Subscriptions } from './ports.ts';
import { subscriptionView } from './views.ts';

type Deps = { subscriptions: Subscriptions; clock: Clock };

/**
 * Changes what a customer may: whether more than the quota is paid for, and how much.
 * @throws version_conflict
 */
export const changeSubscription =
  ({ subscriptions, clock }: Deps) =>
  async (
    caller: Caller,
    capability: Capability,
    change: ChangeSubscription,
    request: Pick<RequestContext, 'requestId' | 'ip'>,
  ): Promise<SubscriptionView> => {
    const { workspaceId } = caller;
    const before = await subscriptions.find({ workspaceId, capability });
    if (change.version !== before.version) throw versionConflict(before.version);
    const { pay_as_you_go_enabled: enabled, pay_as_you_go_monthly_limit: limit } = change;
    const after = {
      ...before,
      payAsYouGo: enabled ?? before.payAsYouGo,
      payAsYouGoLimit: limit === undefined ? before.payAsYouGoLimit : limit,
      version: before.version + 1,
    };
    const now = clock();
    const [was, is] = [subscriptionView(before, now), subscriptionView(after, now)];
    const noted = { action: 'subscription.change', target: workspaceId } as const;
    const entry = auditEntry(caller, request, { ...noted, before: was, after: is }, now);
    if (!(await subscriptions.save(after, entry))) throw versionConflict();
    return is;
  };

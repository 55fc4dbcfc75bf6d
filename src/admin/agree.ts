import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Person } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { versionConflict } from '../kernel/version.ts';
import type { SetPlan, SetQuotas, SubscriptionView } from '../plans/plan.contract.ts';
import type { Subscriptions } from '../plans/ports.ts';
import type { CustomQuotas, Subscription } from '../plans/subscription.ts';
import { subscriptionView } from '../plans/views.ts';
import { entriesOf } from './note.ts';
import type { Agreements } from './ports.ts';

export type AgreeDeps = {
  subscriptions: Pick<Subscriptions, 'find'>;
  agreements: Pick<Agreements, 'save'>;
  clock: Clock;
};
type Of = { caller: Person; workspaceId: WorkspaceId; request: RequestContext };

/**
 * The plan of a workspace, from when to when. What was agreed in place of its numbers stays.
 * @throws version_conflict, invalid_request
 */
export const setPlan =
  (deps: AgreeDeps) =>
  (of: Of, { version, plan, starts_at, expires_at }: SetPlan): Promise<SubscriptionView> => {
    const startsAt = starts_at === null ? null : Date.parse(starts_at);
    const expiresAt = expires_at === null ? null : Date.parse(expires_at);
    if (startsAt !== null && expiresAt !== null && expiresAt <= startsAt) {
      throw new AppError('invalid_request', 'The subscription ends before it starts.', {
        errors: [{ path: 'expires_at', message: 'Must come after starts_at.' }],
      });
    }
    return agree(deps)(of, version, 'subscription.plan', { plan, startsAt, expiresAt });
  };

/**
 * What a workspace has in place of its plan's numbers; null and left out are the plan's, 0 is 0.
 * @throws version_conflict
 */
export const setQuotas =
  (deps: AgreeDeps) =>
  (of: Of, { version, ...quotas }: SetQuotas): Promise<SubscriptionView> =>
    agree(deps)(of, version, 'subscription.quotas', { custom: customOf(quotas) });

function customOf(quotas: Omit<SetQuotas, 'version'>): CustomQuotas {
  const all = {
    recordingsPerMonth: quotas.recordings_per_month,
    storageGigabytes: quotas.storage_gb,
    concurrentTasks: quotas.concurrent_tasks,
    automationJobs: quotas.automation_jobs,
    minIntervalHours: quotas.min_interval_hours,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

const agree =
  ({ subscriptions, agreements, clock }: AgreeDeps) =>
  async (
    { caller, workspaceId, request }: Of,
    version: number,
    action: 'subscription.plan' | 'subscription.quotas',
    changes: Partial<Subscription>,
  ) => {
    const before = await subscriptions.find({ workspaceId, capability: 'recordings' });
    if (version !== before.version) throw versionConflict(before.version);
    const after = { ...before, ...changes, version: version + 1 };
    const now = clock();
    const [was, is] = [subscriptionView(before, now), subscriptionView(after, now)];
    const change = { action, before: was, after: is };
    const entries = entriesOf(caller, workspaceId, request, change, now);
    if (!(await agreements.save(after, entries))) throw versionConflict();
    return is;
  };

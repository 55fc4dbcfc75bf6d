import type { Clock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { periodOf } from './period.ts';
import type { QuotaView } from './plan.contract.ts';
import type { Capability } from './plans.ts';
import type { Subscriptions, UsageRows } from './ports.ts';
import { quotaView } from './views.ts';

export type QuotaDeps = {
  subscriptions: Pick<Subscriptions, 'find'>;
  usage: UsageRows;
  clock: Clock;
};

/** What a workspace has of its plan, and what it used of that. */
export const getQuota =
  ({ subscriptions, usage, clock }: QuotaDeps) =>
  async (workspaceId: WorkspaceId, capability: Capability): Promise<QuotaView> => {
    const now = clock();
    const [subscription, ofPeriod, storedBytes, runningTasks] = await Promise.all([
      subscriptions.find({ workspaceId, capability }),
      usage.find(workspaceId, capability, periodOf(now)),
      usage.storedBytes(workspaceId),
      usage.runningTasks(workspaceId),
    ]);
    return quotaView(subscription, { usage: ofPeriod, storedBytes, runningTasks }, now);
  };

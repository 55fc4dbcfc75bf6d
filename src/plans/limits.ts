import type { Clock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Limits } from '../pipeline/ports.ts';
import type { Subscriptions } from './ports.ts';
import { effective } from './subscription.ts';

/** What the plan of a workspace lets run at once: nothing more while it is suspended. */
export const planLimits = (
  subscriptions: Pick<Subscriptions, 'find'>,
  isSuspended: (workspaceId: WorkspaceId) => Promise<boolean> = async () => false,
  clock: Clock = Date.now,
): Limits => ({
  find: async workspaceId => {
    const [subscription, suspended] = await Promise.all([
      subscriptions.find({ workspaceId, capability: 'recordings' }),
      isSuspended(workspaceId),
    ]);
    const { concurrentTasks, renderTasks, weight } = effective(subscription, clock());
    return { tasks: suspended ? 0 : concurrentTasks, workersOfStage: renderTasks, weight };
  },
});

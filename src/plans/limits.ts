import type { Clock } from '../kernel/clock.ts';
import type { Limits } from '../pipeline/ports.ts';
import type { Subscriptions } from './ports.ts';
import { effective } from './subscription.ts';

/** What the plan of a workspace lets run at once. */
export const planLimits = (
  subscriptions: Pick<Subscriptions, 'find'>,
  clock: Clock = Date.now,
): Limits => ({
  find: async workspaceId => {
    const subscription = await subscriptions.find({ workspaceId, capability: 'recordings' });
    const { concurrentTasks, renderTasks } = effective(subscription, clock());
    return { tasks: concurrentTasks, workersOfStage: renderTasks };
  },
});

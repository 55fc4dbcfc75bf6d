import type { Limits } from '../pipeline/ports.ts';
import { concurrentTasks, renderTasks } from './plans.ts';
import type { Subscriptions } from './ports.ts';

/** What the plan of a workspace lets run at once. */
export const planLimits = (subscriptions: Subscriptions): Limits => ({
  find: async workspaceId => {
    const subscription = await subscriptions.find(workspaceId);
    return {
      tasks: concurrentTasks(subscription),
      workersOfStage: renderTasks(subscription),
    };
  },
});

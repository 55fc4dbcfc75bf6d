import * as z from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { accountLine } from '../adapters/dynamodb/pipeline/account-line.ts';
import { subscriptionRepository } from '../adapters/dynamodb/plans/subscription-repository.ts';
import { usageRepository } from '../adapters/dynamodb/plans/usage-repository.ts';
import { planLimits } from '../plans/limits.ts';
import { planQuotas, storageRoom } from '../plans/quotas.ts';
import { environment } from './environment.ts';

/** What plans let run at once. */
export const limitsPort = (table: Table) => ({ limits: planLimits(subscriptionRepository(table)) });

/** What plans let in. */
export function quotaPorts(table: Table) {
  const deps = {
    subscriptions: subscriptionRepository(table),
    usage: usageRepository(table),
    clock: Date.now,
  };
  return { quotas: planQuotas(deps), room: storageRoom(deps) };
}

/** What this deployment lets run at once, over all workspaces, and who waits for that. */
export const ceilingPort = (table: Table) => ({
  line: accountLine(table),
  maxRunningTasks: environment({ MAX_RUNNING_TASKS: z.coerce.number().int().positive() })
    .MAX_RUNNING_TASKS,
});

import * as z from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { accountLine } from '../adapters/dynamodb/pipeline/account-line.ts';
import { subscriptionRepository } from '../adapters/dynamodb/plans/subscription-repository.ts';
import { workspaceEntity } from '../adapters/dynamodb/workspaces/account-entities.ts';
import { planLimits } from '../plans/limits.ts';
import { environment } from './environment.ts';

/** What plans let run at once. */
export const limitsPort = (table: Table) => ({
  limits: planLimits(subscriptionRepository(table), async workspaceId => {
    const { data } = await workspaceEntity(table).get({ workspaceId }).go({ consistent: true });
    return data?.suspendedAt !== undefined;
  }),
});

/** What this deployment lets run at once, over all workspaces, and who waits for that. */
export const ceilingPort = (table: Table) => ({
  line: accountLine(table),
  maxRunningTasks: environment({ MAX_RUNNING_TASKS: z.coerce.number().int().positive() })
    .MAX_RUNNING_TASKS,
});

import type { Table } from '../adapters/dynamodb/client.ts';
import { subscriptionRepository } from '../adapters/dynamodb/plans/subscription-repository.ts';
import { planLimits } from '../plans/limits.ts';

/** What plans let run at once. */
export const limitsPort = (table: Table) => ({ limits: planLimits(subscriptionRepository(table)) });

import type { Table } from '../adapters/dynamodb/client.ts';
import { subscriptionRepository } from '../adapters/dynamodb/plans/subscription-repository.ts';
import { usageRepository } from '../adapters/dynamodb/plans/usage-repository.ts';
import { planQuotas, storageRoom } from '../plans/quotas.ts';

/** What plans let in. */
export function quotaPorts(table: Table) {
  const deps = {
    subscriptions: subscriptionRepository(table),
    usage: usageRepository(table),
    clock: Date.now,
  };
  return { quotas: planQuotas(deps), room: storageRoom(deps) };
}

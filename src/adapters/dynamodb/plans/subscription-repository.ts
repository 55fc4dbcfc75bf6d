import { DEFAULT_SUBSCRIPTION } from '../../../plans/plans.ts';
import type { Subscriptions } from '../../../plans/ports.ts';
import type { Table } from '../client.ts';
import { subscriptionEntity } from './subscription-entity.ts';

export function subscriptionRepository(table: Table): Subscriptions {
  const subscriptions = subscriptionEntity(table);
  return {
    async find(workspaceId) {
      const { data } = await subscriptions.get({ workspaceId }).go();
      return data ?? DEFAULT_SUBSCRIPTION;
    },
  };
}

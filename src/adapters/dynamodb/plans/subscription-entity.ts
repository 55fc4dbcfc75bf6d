import { Entity } from 'electrodb';
import type { Table } from '../client.ts';
import { inWorkspace, optionalNumber, SERVICE, workspaceId } from '../workspace-items.ts';

export const subscriptionEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'subscription', ...SERVICE },
      attributes: {
        workspaceId,
        plan: { type: ['free', 'plus', 'pro', 'enterprise'] as const, required: true },
        customConcurrentTasks: optionalNumber,
      },
      indexes: {
        byWorkspace: inWorkspace([], 'SUBSCRIPTION'),
      },
    },
    { client, table: tableName },
  );

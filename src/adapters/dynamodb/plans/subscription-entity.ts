import { Entity } from 'electrodb';
import { PLAN_NAMES } from '../../../plans/plans.ts';
import type { Table } from '../client.ts';
import { inWorkspace, optionalNumber, SERVICE, workspaceId } from '../workspace-items.ts';

export const subscriptionEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'subscription', ...SERVICE },
      attributes: {
        workspaceId,
        plan: { type: PLAN_NAMES, required: true },
        customConcurrentTasks: optionalNumber,
      },
      indexes: {
        byWorkspace: inWorkspace([], 'SUBSCRIPTION'),
      },
    },
    { client, table: tableName },
  );

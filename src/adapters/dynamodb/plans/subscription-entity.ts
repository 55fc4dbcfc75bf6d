import { CustomAttributeType, Entity } from 'electrodb';
import { CAPABILITIES, PLAN_NAMES } from '../../../plans/plans.ts';
import type { CustomQuotas } from '../../../plans/subscription.ts';
import type { Table } from '../client.ts';
import { inWorkspace, number, optionalNumber, SERVICE, workspaceId } from '../workspace-items.ts';

export const subscriptionEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'subscription', ...SERVICE },
      attributes: {
        workspaceId,
        capability: { type: CAPABILITIES, required: true },
        plan: { type: PLAN_NAMES, required: true },
        custom: { type: CustomAttributeType<CustomQuotas>('any'), required: true },
        payAsYouGo: { type: 'boolean', required: true },
        payAsYouGoLimit: optionalNumber,
        startsAt: optionalNumber,
        expiresAtMs: optionalNumber,
        version: number,
      },
      indexes: {
        byCapability: inWorkspace(['capability'], 'SUBSCRIPTION#${capability}'),
      },
    },
    { client, table: tableName },
  );

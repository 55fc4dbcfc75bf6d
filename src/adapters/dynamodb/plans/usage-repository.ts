import type { EntityItem } from 'electrodb';
import type { UsageRows } from '../../../plans/ports.ts';
import type { Table } from '../client.ts';
import { admissionEntity } from '../pipeline/task-entity.ts';
import { storageEntity, usageEntity } from './usage-entities.ts';

type Row = EntityItem<ReturnType<typeof usageEntity>>;

const fromRow = ({ period, used = 0, reserved = 0, overage = 0, overageCost = 0 }: Row) => ({
  ...{ period, used, reserved, overage, overageCost },
});

const STRONG = { consistent: true } as const;

export function usageRepository(table: Table): UsageRows {
  const usage = usageEntity(table);
  return {
    async find(workspaceId, capability, period) {
      const { data } = await usage.get({ workspaceId, capability, period }).go(STRONG);
      return fromRow(data ?? { workspaceId, capability, period });
    },
    async list(workspaceId, capability, { from, to }) {
      const { data } = await usage.query
        .byPeriod({ workspaceId, capability })
        .between({ period: from }, { period: to })
        .go({ ...STRONG, order: 'desc', pages: 'all' });
      return data.map(fromRow);
    },
    async storedBytes(workspaceId) {
      const { data } = await storageEntity(table).get({ workspaceId }).go(STRONG);
      return data?.bytes ?? 0;
    },
    async runningTasks(workspaceId) {
      const { data } = await admissionEntity(table).get({ workspaceId }).go(STRONG);
      return data?.running?.length ?? 0;
    },
  };
}

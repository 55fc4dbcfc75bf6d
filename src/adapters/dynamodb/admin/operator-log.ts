import { Entity } from 'electrodb';
import type { OperatorLog } from '../../../admin/ports.ts';
import { firstIdFrom, lastIdUntil } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import { auditFields } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { SERVICE } from '../workspace-items.ts';

/** What operators changed, in any workspace: in a partition of its own. */
export const operatorAuditEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'operatorAudit', ...SERVICE },
      attributes: auditFields,
      indexes: {
        byTime: {
          pk: { field: TABLE.partitionKey, composite: [], template: 'OPERATOR', casing: 'none' },
          sk: {
            field: TABLE.sortKey,
            composite: ['entryId'],
            template: 'AUDIT#${entryId}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

export function operatorLog(table: Table): OperatorLog {
  const entries = operatorAuditEntity(table);
  return {
    async list({ actor, action, target, from, to }, { limit, cursor }) {
      const first = { entryId: firstIdFrom('auditEntry', from) };
      const last = { entryId: cursor ?? lastIdUntil('auditEntry', to) };
      // The table refuses a range that ends before it begins.
      if (first.entryId > last.entryId) return { items: [], cursor: null };
      const { data } = await entries.query
        .byTime({})
        .between(first, last)
        .where((row, { eq, ne }) =>
          [
            ...(actor ? [eq(row.actor, actor)] : []),
            ...(action ? [eq(row.action, action)] : []),
            ...(target ? [eq(row.target, target)] : []),
            ...(cursor ? [ne(row.entryId, cursor)] : []),
          ].join(' AND '),
        )
        .go({ order: 'desc', count: limit + 1, consistent: true });
      return pageOfRows(data, limit, ({ entryId }) => entryId);
    },
  };
}

import type { AuditLog } from '../../../audit/ports.ts';
import { firstIdFrom, lastIdUntil } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { auditEntity } from './audit-entity.ts';

/** Times are a range of keys; the other filters are looked at within it. */
export function auditLog(table: Table): AuditLog {
  const entries = auditEntity(table);
  return {
    async list(workspaceId, { actor, action, target, from, to }, { limit, cursor }) {
      const first = { entryId: firstIdFrom('auditEntry', from) };
      const last = { entryId: cursor ?? lastIdUntil('auditEntry', to) };
      // The table refuses a range that ends before it begins.
      if (first.entryId > last.entryId) return { items: [], cursor: null };
      const { data } = await entries.query
        .byTime({ workspaceId })
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

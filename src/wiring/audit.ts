import { auditEntity } from '../adapters/dynamodb/audit/audit-entity.ts';
import type { Table } from '../adapters/dynamodb/client.ts';
import { isAction } from '../audit/actions.ts';
import { auditEntry } from '../audit/entry.ts';
import type { ApiDeps } from '../kernel/http/api-deps.ts';
import { idOf } from '../kernel/ids.ts';

/** Notes what routes with `noted` did. Repeated under one operation it is one entry. */
export function auditPort(table: Table): Required<Pick<ApiDeps, 'note'>> {
  const entries = auditEntity(table);
  return {
    async note(caller, { action, ...change }, request) {
      if (!isAction(action)) throw new TypeError(`${action} is no action of the audit log.`);
      const entry = auditEntry(caller, request, { action, ...change }, Date.now());
      await entries.put({ ...entry, entryId: idOf('auditEntry', request.operationId) }).go();
    },
  };
}

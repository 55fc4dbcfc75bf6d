import { CustomAttributeType, Entity } from 'electrodb';
import { ACTIONS } from '../../../audit/actions.ts';
import type { Id } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import { inWorkspace, number, SERVICE, text, workspaceId } from '../workspace-items.ts';

/** What an entry has, in whichever log it is. */
export const auditFields = {
  workspaceId,
  entryId: { type: CustomAttributeType<Id<'auditEntry'>>('string'), required: true },
  at: number,
  actor: text,
  action: { type: ACTIONS, required: true },
  target: text,
  requestId: text,
  ip: text,
  before: { type: 'any' },
  after: { type: 'any' },
} as const;

/** Ids sort by time, so a query reads the log backwards. Written beside what it tells of. */
export const auditEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'audit', ...SERVICE },
      attributes: auditFields,
      indexes: { byTime: inWorkspace(['entryId'], 'AUDIT#${entryId}') },
    },
    { client, table: tableName },
  );

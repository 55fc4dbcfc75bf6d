import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Table } from './client.ts';
import { inWorkspace, SERVICE, text, workspaceId } from './workspace-items.ts';

/** Makes a name unique among things of its kind; written and removed with the thing itself. */
export const nameEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'name', ...SERVICE },
      attributes: { workspaceId, kind: text, hash: text, owner: text },
      indexes: { byName: inWorkspace(['kind', 'hash'], 'NAME#${kind}#${hash}') },
    },
    { client, table: tableName },
  );

/** Keys hold no words of people, and names that differ only in case are one. */
export const nameKey = (workspaceId: WorkspaceId, kind: string, parts: readonly string[]) => ({
  workspaceId,
  kind,
  hash: createHash('sha256')
    .update(JSON.stringify(parts.map(part => part.normalize('NFKC').toLowerCase())))
    .digest('hex'),
});

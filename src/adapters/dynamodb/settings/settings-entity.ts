import { CustomAttributeType, Entity } from 'electrodb';
import type { Overrides } from '../../../config/resolve.ts';
import type { Table } from '../client.ts';
import { waiting } from '../pipeline/subject-fields.ts';
import { inWorkspace, number, optionalNumber, SERVICE, workspaceId } from '../workspace-items.ts';

/** What a workspace sets for all of its recordings. */
export const settingsEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'settings', ...SERVICE },
      attributes: {
        workspaceId,
        overrides: { type: CustomAttributeType<Overrides>('any'), required: true },
        retentionDays: optionalNumber,
        version: number,
        updatedAt: number,
        ...waiting,
      },
      indexes: { byWorkspace: inWorkspace([], 'CONFIG') },
    },
    { client, table: tableName },
  );

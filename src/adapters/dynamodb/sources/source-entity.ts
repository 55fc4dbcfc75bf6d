import { CustomAttributeType, Entity } from 'electrodb';
import type { Id } from '../../../kernel/ids.ts';
import { SOURCE_PLATFORMS } from '../../../sources/settings.contract.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

export const sourceEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'source', ...SERVICE },
      attributes: {
        workspaceId,
        sourceId: { type: CustomAttributeType<Id<'source'>>('string'), required: true },
        name: text,
        /** The table compares letter by letter: what is searched has one case. */
        searchName: {
          type: 'string',
          hidden: true,
          watch: ['name'],
          set: (_name: unknown, { name }: { name?: string }) => name?.toLowerCase(),
        },
        description: text,
        platform: { type: SOURCE_PLATFORMS, required: true },
        credentialId: { type: CustomAttributeType<Id<'credential'>>('string') },
        settings: { type: CustomAttributeType<Record<string, unknown>>('any'), required: true },
        isActive: { type: 'boolean', required: true },
        lastSyncAt: optionalNumber,
        version: number,
        createdAt: number,
        updatedAt: number,
      },
      indexes: { byId: inWorkspace(['sourceId'], 'SOURCE#${sourceId}') },
    },
    { client, table: tableName },
  );

import { CustomAttributeType, Entity } from 'electrodb';
import type { Id } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

const keyId = { type: CustomAttributeType<Id<'apiKey'>>('string'), required: true } as const;
const scopes = { type: 'list', items: { type: 'string' }, required: true } as const;

export const apiKeyEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'api-key', ...SERVICE },
      attributes: {
        workspaceId,
        keyId,
        name: text,
        scopes,
        hash: text,
        lastFour: text,
        createdBy: text,
        createdAt: number,
        endsAt: optionalNumber,
      },
      indexes: { byId: inWorkspace(['keyId'], 'APIKEY#${keyId}') },
    },
    { client, table: tableName },
  );

/** What the authorizer finds by the key itself, and the one thing that it writes. */
export const keyInUseEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'key-in-use', ...SERVICE },
      attributes: {
        hash: text,
        workspaceId,
        keyId,
        scopes,
        endsAt: optionalNumber,
        lastUsedAt: optionalNumber,
      },
      indexes: {
        byHash: {
          pk: {
            field: TABLE.partitionKey,
            composite: ['hash'],
            template: 'APIKEY#${hash}',
            casing: 'none',
          },
          sk: { field: TABLE.sortKey, composite: [], template: 'APIKEY', casing: 'none' },
        },
      },
    },
    { client, table: tableName },
  );

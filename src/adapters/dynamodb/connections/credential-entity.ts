import { CustomAttributeType, Entity } from 'electrodb';
import { CREDENTIAL_PLATFORMS } from '../../../connections/secret.contract.ts';
import type { Id } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

export const credentialEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'credential', ...SERVICE },
      attributes: {
        workspaceId,
        credentialId: { type: CustomAttributeType<Id<'credential'>>('string'), required: true },
        platform: { type: CREDENTIAL_PLATFORMS, required: true },
        accountName: text,
        sealed: text,
        isActive: { type: 'boolean', required: true },
        expiresAtMs: optionalNumber,
        lastUsedAt: optionalNumber,
        secretChangedAt: number,
        /** Whoever begins or ends to use it changes this in the same transaction. */
        usedBy: { type: 'set', items: 'string' },
        version: number,
        createdAt: number,
        updatedAt: number,
      },
      indexes: { byId: inWorkspace(['credentialId'], 'CREDENTIAL#${credentialId}') },
    },
    { client, table: tableName },
  );

import { CustomAttributeType, Entity } from 'electrodb';
import { ROLES } from '../../../kernel/http/rights.ts';
import type { Id } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';
import { inWorkspace, number, SERVICE, text, workspaceId } from '../workspace-items.ts';

const invitationId = {
  type: CustomAttributeType<Id<'invitation'>>('string'),
  required: true,
} as const;

export const invitationEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'invitation', ...SERVICE },
      attributes: {
        workspaceId,
        invitationId,
        email: text,
        role: { type: ROLES, required: true },
        invitedBy: text,
        tokenHash: text,
        createdAt: number,
        [TABLE.timeToLive]: number,
      },
      indexes: { byId: inWorkspace(['invitationId'], 'INVITATION#${invitationId}') },
    },
    { client, table: tableName },
  );

/** From a token to its invitation, for somebody who is in no workspace yet. */
export const inviteEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'invite', ...SERVICE },
      attributes: { tokenHash: text, workspaceId, invitationId, [TABLE.timeToLive]: number },
      indexes: {
        byToken: {
          pk: {
            field: TABLE.partitionKey,
            composite: ['tokenHash'],
            template: 'INVITE#${tokenHash}',
            casing: 'none',
          },
          sk: { field: TABLE.sortKey, composite: [], template: 'INVITE', casing: 'none' },
        },
      },
    },
    { client, table: tableName },
  );

import { CustomAttributeType, Entity } from 'electrodb';
import type { Id } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  optionalText,
  SERVICE,
  workspaceId,
} from '../workspace-items.ts';

export const grantEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'grant', ...SERVICE },
      attributes: {
        workspaceId,
        credentialId: { type: CustomAttributeType<Id<'credential'>>('string'), required: true },
        number,
        secretChangedAt: number,
        sealed: optionalText,
        renewingUntil: optionalNumber,
        problem: optionalText,
      },
      indexes: { byId: inWorkspace(['credentialId'], 'GRANT#${credentialId}') },
    },
    { client, table: tableName },
  );

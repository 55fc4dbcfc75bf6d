import { CustomAttributeType, Entity } from 'electrodb';
import type { Id } from '../../../kernel/ids.ts';
import type { PresetPlatform } from '../../../publishing/presets/settings.contract.ts';
import type { Table } from '../client.ts';
import { inWorkspace, number, SERVICE, text, workspaceId } from '../workspace-items.ts';

export const presetEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'preset', ...SERVICE },
      attributes: {
        workspaceId,
        presetId: { type: CustomAttributeType<Id<'preset'>>('string'), required: true },
        name: text,
        description: text,
        platform: { type: CustomAttributeType<PresetPlatform>('string'), required: true },
        credentialId: { type: CustomAttributeType<Id<'credential'>>('string') },
        settings: { type: CustomAttributeType<Record<string, unknown>>('any'), required: true },
        isActive: { type: 'boolean', required: true },
        /** Changed with the rows of the ledger, in their transactions. */
        targetCount: number,
        version: number,
        createdAt: number,
        updatedAt: number,
      },
      indexes: { byId: inWorkspace(['presetId'], 'PRESET#${presetId}') },
    },
    { client, table: tableName },
  );

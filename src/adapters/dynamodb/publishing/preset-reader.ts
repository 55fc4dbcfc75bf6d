import type { EntityItem } from 'electrodb';
import type { OwnPreset } from '../../../publishing/presets/own-preset.ts';
import type { OwnPresets } from '../../../publishing/presets/ports.ts';
import type { Table } from '../client.ts';
import { presetEntity } from './preset-entity.ts';

export const presetOf = ({
  credentialId,
  ...row
}: EntityItem<ReturnType<typeof presetEntity>>): OwnPreset => ({
  ...row,
  credentialId: credentialId ?? null,
});

/** For functions that publish or name presets, and change none. */
export function presetReader(table: Table): Pick<OwnPresets, 'find'> {
  const presets = presetEntity(table);
  return {
    find: async ({ workspaceId, presetId }) => {
      const { data } = await presets.get({ workspaceId, presetId }).go({ consistent: true });
      return data ? presetOf(data) : undefined;
    },
  };
}

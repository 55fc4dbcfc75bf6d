import { createWriteTransaction } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { OwnPreset } from '../../../publishing/presets/own-preset.ts';
import type { OwnPresets } from '../../../publishing/presets/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { credentialEntity } from '../connections/credential-entity.ts';
import { beginUse, endUse } from '../connections/credential-use.ts';
import { nameEntity, nameKey } from '../name-entity.ts';
import { presetEntity } from './preset-entity.ts';
import { presetOf, presetReader } from './preset-reader.ts';

const toRow = ({ credentialId, ...preset }: OwnPreset) => ({
  ...preset,
  ...(credentialId && { credentialId }),
});

const useOf = ({ presetId: by, ...preset }: OwnPreset) => ({ ...preset, by });
/** The platform that its account has to be of. */
const accountOf = ({ platform }: OwnPreset) => (platform === 'library' ? undefined : platform);

const nameOf = ({ workspaceId, name }: OwnPreset) => nameKey(workspaceId, 'preset', [name]);

export function presetRepository(table: Table): OwnPresets {
  const presets = presetEntity(table);
  const rows = {
    presets,
    credentials: credentialEntity(table),
    names: nameEntity(table),
    audit: auditEntity(table),
  };

  return {
    ...presetReader(table),

    async insert(preset, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.presets.create(toRow(preset)).commit(),
        entities.names.create({ ...nameOf(preset), owner: preset.presetId }).commit(),
        entities.audit.create(entry).commit(),
        ...beginUse(entities, useOf(preset), accountOf(preset)),
      ]);
      const { committed, refused } = await transact(() => write.go());
      if (committed) return 'written';
      return refused[0] || refused[1] ? 'name_taken' : 'no_credential';
    },

    async list(workspaceId, { platform, activeOnly }, { limit, cursor }) {
      const { data } = await presets.query
        .byId({ workspaceId })
        .between({ presetId: ID_PREFIX.preset }, { presetId: cursor ?? `${ID_PREFIX.preset}~` })
        .where((row, { eq, ne }) =>
          [
            ...(platform ? [eq(row.platform, platform)] : []),
            ...(activeOnly ? [eq(row.isActive, true)] : []),
            ...(cursor ? [ne(row.presetId, cursor)] : []),
          ].join(' AND '),
        )
        .go({ order: 'desc', count: limit + 1, consistent: true });
      const items = data.slice(0, limit).map(presetOf);
      const more = data.length > limit ? items.at(-1)?.presetId : undefined;
      return { items, cursor: more ?? null };
    },

    async replace(before, after, entry) {
      const { workspaceId, presetId } = before;
      const { name, description, credentialId, settings, isActive, version, updatedAt } = after;
      const set = { name, description, settings, isActive, version, updatedAt };
      const renamed = nameOf(before).hash !== nameOf(after).hash;
      const moved = before.credentialId !== credentialId;
      const write = createWriteTransaction(rows, entities => [
        entities.presets
          .patch({ workspaceId, presetId })
          .set({ ...set, ...(credentialId && { credentialId }) })
          .where((row, { eq }) =>
            [eq(row.version, before.version), ...(moved ? [eq(row.targetCount, 0)] : [])].join(
              ' AND ',
            ),
          )
          .commit(),
        entities.audit.create(entry).commit(),
        ...(renamed
          ? [
              entities.names.create({ ...nameOf(after), owner: presetId }).commit(),
              entities.names.delete(nameOf(before)).commit(),
            ]
          : []),
        ...(moved
          ? [
              ...beginUse(entities, useOf(after), accountOf(after)),
              ...endUse(entities, useOf(before)),
            ]
          : []),
      ]);
      const { committed, refused } = await transact(() => write.go());
      if (committed) return 'written';
      if (refused[0]) return 'refused';
      return renamed && refused[2] ? 'name_taken' : 'no_credential';
    },

    async remove(preset, entry) {
      const { workspaceId, presetId, version } = preset;
      const write = createWriteTransaction(rows, entities => [
        entities.presets
          .delete({ workspaceId, presetId })
          .where((row, { eq }) => `${eq(row.version, version)} AND ${eq(row.targetCount, 0)}`)
          .commit(),
        entities.names.delete(nameOf(preset)).commit(),
        entities.audit.create(entry).commit(),
        ...endUse(entities, useOf(preset)),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}

import { createWriteTransaction } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { OwnPreset } from '../../../publishing/presets/own-preset.ts';
import type { OwnPresets } from '../../../publishing/presets/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { credentialEntity } from '../connections/credential-entity.ts';
import { nameEntity, nameKey } from '../name-entity.ts';
import {
  beginUse,
  besideChanged,
  besideNew,
  besideRemoved,
  changeEnd,
  endUse,
  insertEnd,
} from '../named-rows.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { presetEntity } from './preset-entity.ts';
import { presetOf, presetReader } from './preset-reader.ts';

const toRow = ({ credentialId, ...preset }: OwnPreset) => ({
  ...preset,
  ...(credentialId && { credentialId }),
});

/** The account that it uses, with the platform that this has to be of. */
const accountOf = ({ workspaceId, credentialId, platform }: OwnPreset) =>
  credentialId && platform !== 'library' ? { workspaceId, credentialId, platform } : undefined;

const named = ({ workspaceId, presetId, name }: OwnPreset) => ({
  name: nameKey(workspaceId, 'preset', [name]),
  owner: presetId,
});

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
        ...besideNew(entities, named(preset), entry),
        ...beginUse(entities, preset.presetId, accountOf(preset)),
      ]);
      return insertEnd(await transact(() => write.go()));
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
      return pageOfRows(data.map(presetOf), limit, ({ presetId }) => presetId);
    },

    async replace(before, after, entry) {
      const { workspaceId, presetId } = before;
      const { name, description, credentialId, settings, isActive, version, updatedAt } = after;
      const set = { name, description, settings, isActive, version, updatedAt };
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
        ...besideChanged(entities, named(before), named(after), entry),
        ...(moved
          ? [
              ...beginUse(entities, presetId, accountOf(after)),
              ...endUse(entities, presetId, accountOf(before)),
            ]
          : []),
      ]);
      return changeEnd(await transact(() => write.go()), named(before), named(after));
    },

    async remove(preset, entry) {
      const { workspaceId, presetId, version } = preset;
      const write = createWriteTransaction(rows, entities => [
        entities.presets
          .delete({ workspaceId, presetId })
          .where((row, { eq }) => `${eq(row.version, version)} AND ${eq(row.targetCount, 0)}`)
          .commit(),
        ...besideRemoved(entities, named(preset), entry),
        ...endUse(entities, presetId, accountOf(preset)),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}

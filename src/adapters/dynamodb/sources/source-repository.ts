import { createWriteTransaction, type EntityItem } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Sources } from '../../../sources/ports.ts';
import type { Source } from '../../../sources/source.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { credentialEntity } from '../connections/credential-entity.ts';
import { beginUse, endUse } from '../connections/credential-use.ts';
import { nameEntity, nameKey } from '../name-entity.ts';
import { sourceEntity } from './source-entity.ts';

const toRow = ({ credentialId, ...source }: Source) => ({
  ...source,
  ...(credentialId && { credentialId }),
});

const fromRow = ({
  credentialId,
  ...row
}: EntityItem<ReturnType<typeof sourceEntity>>): Source => ({
  ...row,
  credentialId: credentialId ?? null,
});

const nameOf = ({ workspaceId, name, platform, credentialId }: Source) =>
  nameKey(workspaceId, 'source', [name, platform, credentialId ?? '']);

const useOf = ({ sourceId: by, ...source }: Source) => ({ ...source, by });
/** The platform that its account has to be of. */
const accountOf = ({ platform }: Source) => (platform === 'zoom' ? platform : undefined);

export function sourceRepository(table: Table): Sources {
  const sources = sourceEntity(table);
  const rows = {
    sources,
    credentials: credentialEntity(table),
    names: nameEntity(table),
    audit: auditEntity(table),
  };

  return {
    async insert(source, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.sources.create(toRow(source)).commit(),
        entities.names.create({ ...nameOf(source), owner: source.sourceId }).commit(),
        entities.audit.create(entry).commit(),
        ...beginUse(entities, useOf(source), accountOf(source)),
      ]);
      const { committed, refused } = await transact(() => write.go());
      if (committed) return 'written';
      return refused[0] || refused[1] ? 'name_taken' : 'no_credential';
    },

    async find({ workspaceId, sourceId }) {
      const { data } = await sources.get({ workspaceId, sourceId }).go({ consistent: true });
      return data ? fromRow(data) : undefined;
    },

    async list(workspaceId, { search, activeOnly }, { limit, cursor }) {
      const { data } = await sources.query
        .byId({ workspaceId })
        .between({ sourceId: ID_PREFIX.source }, { sourceId: cursor ?? `${ID_PREFIX.source}~` })
        .where((row, { eq, ne, contains }) =>
          [
            ...(search ? [contains(row.searchName, search.toLowerCase())] : []),
            ...(activeOnly ? [eq(row.isActive, true)] : []),
            ...(cursor ? [ne(row.sourceId, cursor)] : []),
          ].join(' AND '),
        )
        .go({ order: 'desc', count: limit + 1, consistent: true });
      const items = data.slice(0, limit).map(fromRow);
      const more = data.length > limit ? items.at(-1)?.sourceId : undefined;
      return { items, cursor: more ?? null };
    },

    async replace(before, after, entry) {
      const { workspaceId, sourceId } = before;
      const { name, description, credentialId, settings, isActive, version, updatedAt } = after;
      const set = { name, description, settings, isActive, version, updatedAt };
      const renamed = nameOf(before).hash !== nameOf(after).hash;
      const moved = before.credentialId !== credentialId;
      const write = createWriteTransaction(rows, entities => [
        entities.sources
          .patch({ workspaceId, sourceId })
          .set({ ...set, ...(credentialId && { credentialId }) })
          .where((row, { eq }) => eq(row.version, before.version))
          .commit(),
        entities.audit.create(entry).commit(),
        ...(renamed
          ? [
              entities.names.create({ ...nameOf(after), owner: sourceId }).commit(),
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

    async remove(source, entry) {
      const { workspaceId, sourceId, version } = source;
      const write = createWriteTransaction(rows, entities => [
        entities.sources
          .delete({ workspaceId, sourceId })
          .where((row, { eq }) => eq(row.version, version))
          .commit(),
        entities.names.delete(nameOf(source)).commit(),
        entities.audit.create(entry).commit(),
        ...endUse(entities, useOf(source)),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}

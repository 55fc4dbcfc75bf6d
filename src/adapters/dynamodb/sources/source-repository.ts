import { createWriteTransaction, type EntityItem } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Sources } from '../../../sources/ports.ts';
import type { Source } from '../../../sources/source.ts';
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

const named = ({ workspaceId, sourceId, name, platform, credentialId }: Source) => ({
  name: nameKey(workspaceId, 'source', [name, platform, credentialId ?? '']),
  owner: sourceId,
});

/** The account that it uses, with the platform that this has to be of. */
const accountOf = ({ workspaceId, credentialId, platform }: Source) =>
  credentialId && platform === 'zoom' ? { workspaceId, credentialId, platform } : undefined;

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
        ...besideNew(entities, named(source), entry),
        ...beginUse(entities, source.sourceId, accountOf(source)),
      ]);
      return insertEnd(await transact(() => write.go()));
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
      return pageOfRows(data.map(fromRow), limit, ({ sourceId }) => sourceId);
    },

    async replace(before, after, entry) {
      const { workspaceId, sourceId } = before;
      const { name, description, credentialId, settings, isActive, version, updatedAt } = after;
      const set = { name, description, settings, isActive, version, updatedAt };
      const moved = before.credentialId !== credentialId;
      const write = createWriteTransaction(rows, entities => [
        entities.sources
          .patch({ workspaceId, sourceId })
          .set({ ...set, ...(credentialId && { credentialId }) })
          .where((row, { eq }) => eq(row.version, before.version))
          .commit(),
        ...besideChanged(entities, named(before), named(after), entry),
        ...(moved
          ? [
              ...beginUse(entities, sourceId, accountOf(after)),
              ...endUse(entities, sourceId, accountOf(before)),
            ]
          : []),
      ]);
      return changeEnd(await transact(() => write.go()), named(before), named(after));
    },

    async remove(source, entry) {
      const { workspaceId, sourceId, version } = source;
      const write = createWriteTransaction(rows, entities => [
        entities.sources
          .delete({ workspaceId, sourceId })
          .where((row, { eq }) => eq(row.version, version))
          .commit(),
        ...besideRemoved(entities, named(source), entry),
        ...endUse(entities, sourceId, accountOf(source)),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}

import { createWriteTransaction } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Thumbnails } from '../../../thumbnails/ports.ts';
import { isReady } from '../../../thumbnails/thumbnail.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact, wasWritten } from '../conditions.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { thumbnailEntity } from './thumbnail-entity.ts';
import { thumbnailOf, thumbnailReader } from './thumbnail-reader.ts';

export function thumbnailRepository(table: Table): Thumbnails {
  const thumbnails = thumbnailEntity(table);
  const rows = { thumbnails, audit: auditEntity(table) };
  return {
    ...thumbnailReader(table),

    async insert({ expiresAtSeconds: expiresAt, ...thumbnail }, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.thumbnails
          .create({ ...thumbnail, ...(expiresAt !== undefined && { expiresAt }) })
          .commit(),
        entities.audit.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async list(workspaceId, { limit, cursor }) {
      const first = { thumbnailId: ID_PREFIX.thumbnail };
      const last = { thumbnailId: cursor ?? (`${ID_PREFIX.thumbnail}~` as const) };
      const { data } = await thumbnails.query
        .byId({ workspaceId })
        .between(first, last)
        .where((row, { exists, ne }) =>
          [exists(row.image), ...(cursor ? [ne(row.thumbnailId, cursor)] : [])].join(' AND '),
        )
        .go({ order: 'desc', count: limit + 1, consistent: true });
      return pageOfRows(data.map(thumbnailOf).filter(isReady), limit, row => row.thumbnailId);
    },

    finish({ workspaceId, thumbnailId, image }) {
      const write = thumbnails.patch({ workspaceId, thumbnailId }).set({ image });
      return wasWritten(write.remove(['expiresAt']).go());
    },

    async remove({ workspaceId, thumbnailId }, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.thumbnails
          .delete({ workspaceId, thumbnailId })
          .where((row, { exists }) => exists(row.thumbnailId))
          .commit(),
        entities.audit.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}

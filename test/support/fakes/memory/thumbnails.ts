import type { AuditEntry } from '../../../../src/audit/entry.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import type { Thumbnails } from '../../../../src/thumbnails/ports.ts';
import { isReady, type Thumbnail } from '../../../../src/thumbnails/thumbnail.ts';
import { newWorkspaceId } from '../../samples.ts';

/** A picture that is there; override what a test is about. */
export const sampleThumbnail = (changes: Partial<Thumbnail> = {}): Thumbnail => ({
  workspaceId: newWorkspaceId(),
  thumbnailId: newId('thumbnail'),
  name: 'Physics',
  promisedBytes: 3,
  image: {
    ...{ contentType: 'image/png', width: 16, height: 9 },
    ...{ sizeBytes: 3, sha256: 'a'.repeat(64) },
  },
  createdAt: 1_700_000_000_000,
  ...changes,
});

/** Pictures in memory, under the same conditions as the table's. */
export function memoryThumbnails(...made: Thumbnail[]) {
  const rows = new Map(made.map(thumbnail => [thumbnail.thumbnailId, thumbnail]));
  const entries: AuditEntry[] = [];
  const of = ({ workspaceId, thumbnailId }: Parameters<Thumbnails['find']>[0]) => {
    const row = rows.get(thumbnailId);
    return row?.workspaceId === workspaceId ? row : undefined;
  };
  const thumbnails: Thumbnails = {
    insert: async (thumbnail, entry) => {
      if (of(thumbnail)) return false;
      rows.set(thumbnail.thumbnailId, thumbnail);
      entries.push(entry);
      return true;
    },
    find: async key => of(key),
    list: async (workspaceId, { limit, cursor }) => {
      const found = [...rows.values()]
        .filter(row => row.workspaceId === workspaceId)
        .filter(isReady)
        .filter(row => cursor === undefined || row.thumbnailId < cursor)
        .sort((a, b) => (a.thumbnailId < b.thumbnailId ? 1 : -1));
      const items = found.slice(0, limit);
      return { items, cursor: (found.length > limit && items.at(-1)?.thumbnailId) || null };
    },
    finish: async thumbnail => {
      const row = of(thumbnail);
      if (row) rows.set(row.thumbnailId, thumbnail);
      return row !== undefined;
    },
    remove: async (key, entry) => {
      if (!of(key)) return false;
      rows.delete(key.thumbnailId);
      entries.push(entry);
      return true;
    },
  };
  return { thumbnails, rows, entries };
}

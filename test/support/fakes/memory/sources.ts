import type { AuditEntry } from '../../../../src/audit/entry.ts';
import type { Sources } from '../../../../src/sources/ports.ts';
import type { Source } from '../../../../src/sources/source.ts';

const nameOf = ({ workspaceId, name, platform, credentialId }: Source) =>
  JSON.stringify([workspaceId, name.toLowerCase(), platform, credentialId]);

/** Sources in memory, under the same conditions as the table's, but for those of credentials. */
export function memorySources(...made: Source[]) {
  const rows = new Map(made.map(source => [source.sourceId, source]));
  const entries: AuditEntry[] = [];
  const isTaken = (source: Source) =>
    [...rows.values()].some(
      row => row.sourceId !== source.sourceId && nameOf(row) === nameOf(source),
    );
  const sources: Sources = {
    insert: async (source, entry) => {
      if (isTaken(source) || rows.has(source.sourceId)) return 'name_taken';
      rows.set(source.sourceId, source);
      entries.push(entry);
      return 'written';
    },
    find: async ({ workspaceId, sourceId }) => {
      const row = rows.get(sourceId);
      return row?.workspaceId === workspaceId ? row : undefined;
    },
    list: async (workspaceId, { search, activeOnly }, { limit, cursor }) => {
      const found = [...rows.values()]
        .filter(row => row.workspaceId === workspaceId)
        .filter(row => row.name.toLowerCase().includes(search?.toLowerCase() ?? ''))
        .filter(row => row.isActive || !activeOnly)
        .filter(row => cursor === undefined || row.sourceId < cursor)
        .sort((a, b) => (a.sourceId < b.sourceId ? 1 : -1));
      const items = found.slice(0, limit);
      return { items, cursor: (found.length > limit && items.at(-1)?.sourceId) || null };
    },
    replace: async (before, after, entry) => {
      if (rows.get(before.sourceId)?.version !== before.version) return 'refused';
      if (isTaken(after)) return 'name_taken';
      rows.set(after.sourceId, after);
      entries.push(entry);
      return 'written';
    },
    remove: async ({ sourceId, version }, entry) => {
      if (rows.get(sourceId)?.version !== version) return false;
      rows.delete(sourceId);
      entries.push(entry);
      return true;
    },
  };
  return { sources, rows, entries };
}

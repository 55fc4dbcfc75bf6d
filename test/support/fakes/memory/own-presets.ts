import type { AuditEntry } from '../../../../src/audit/entry.ts';
import type { OwnPreset } from '../../../../src/publishing/presets/own-preset.ts';
import type { OwnPresets } from '../../../../src/publishing/presets/ports.ts';

/** Presets in memory, under the same conditions as the table's, but for those of credentials. */
export function memoryOwnPresets(...made: OwnPreset[]) {
  const rows = new Map(made.map(preset => [preset.presetId, preset]));
  const entries: AuditEntry[] = [];
  const isTaken = ({ workspaceId, presetId, name }: OwnPreset) =>
    [...rows.values()].some(
      row =>
        row.workspaceId === workspaceId &&
        row.presetId !== presetId &&
        row.name.toLowerCase() === name.toLowerCase(),
    );
  const presets: OwnPresets = {
    insert: async (preset, entry) => {
      if (isTaken(preset) || rows.has(preset.presetId)) return 'name_taken';
      rows.set(preset.presetId, preset);
      entries.push(entry);
      return 'written';
    },
    find: async ({ workspaceId, presetId }) => {
      const row = rows.get(presetId);
      return row?.workspaceId === workspaceId ? row : undefined;
    },
    list: async (workspaceId, { platform, activeOnly }, { limit, cursor }) => {
      const found = [...rows.values()]
        .filter(row => row.workspaceId === workspaceId)
        .filter(row => platform === undefined || row.platform === platform)
        .filter(row => row.isActive || !activeOnly)
        .filter(row => cursor === undefined || row.presetId < cursor)
        .sort((a, b) => (a.presetId < b.presetId ? 1 : -1));
      const items = found.slice(0, limit);
      return { items, cursor: (found.length > limit && items.at(-1)?.presetId) || null };
    },
    replace: async (before, after, entry) => {
      const row = rows.get(before.presetId);
      const moved = before.credentialId !== after.credentialId;
      if (row?.version !== before.version || (moved && row.targetCount > 0)) return 'refused';
      if (isTaken(after)) return 'name_taken';
      rows.set(after.presetId, { ...after, targetCount: row.targetCount });
      entries.push(entry);
      return 'written';
    },
    remove: async ({ presetId, version }, entry) => {
      const row = rows.get(presetId);
      if (row?.version !== version || row.targetCount > 0) return false;
      rows.delete(presetId);
      entries.push(entry);
      return true;
    },
  };
  return { presets, rows, entries };
}

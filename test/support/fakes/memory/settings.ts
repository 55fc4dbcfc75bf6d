import type { AuditEntry } from '../../../../src/audit/entry.ts';
import type { SettingsRows } from '../../../../src/settings/ports.ts';
import type { Settings } from '../../../../src/settings/settings.ts';
import { copyOf } from './store.ts';

/** Configs of workspaces in memory, under the same conditions as the table's. */
export function memorySettings(timeZone = 'UTC') {
  const rows = new Map<string, Settings>();
  const entries: AuditEntry[] = [];
  const zones = new Map<string, string>();
  const settings: SettingsRows = {
    find: async workspaceId => ({
      ...copyOf(rows.get(workspaceId) ?? { workspaceId, overrides: {}, version: 0 }),
      timeZone: zones.get(workspaceId) ?? timeZone,
    }),
    save: async (row, entry) => {
      if ((rows.get(row.workspaceId)?.version ?? 0) !== row.version - 1) return false;
      rows.set(row.workspaceId, copyOf(row));
      entries.push(entry);
      return true;
    },
  };
  return { settings, rows, zones, entries };
}

import type { AuditEntry } from '../audit/entry.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Settings, SettingsInZone } from './settings.ts';

export type SettingsRows = {
  /** Without a row: what sets nothing, under version 0. */
  find: (workspaceId: WorkspaceId) => Promise<SettingsInZone>;
  /** In one transaction with its entry; false where another change came first. */
  save: (settings: Settings, entry: AuditEntry) => Promise<boolean>;
};

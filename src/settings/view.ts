import { effectiveConfig } from '../config/effective.ts';
import { optionalIso } from '../kernel/clock.ts';
import type { WorkspaceConfigView } from './settings.contract.ts';
import { type SettingsInZone, workspaceLayer } from './settings.ts';

export const settingsView = (settings: SettingsInZone): WorkspaceConfigView => ({
  ...effectiveConfig([workspaceLayer(settings)]),
  overrides: settings.overrides,
  retention_days: settings.retentionDays ?? null,
  version: settings.version,
  updated_at: optionalIso(settings.updatedAt),
});

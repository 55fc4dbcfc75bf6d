import type { WorkspaceId } from '../kernel/ids.ts';
import type { SettingsRows } from './ports.ts';
import type { WorkspaceConfigView } from './settings.contract.ts';
import { settingsView } from './view.ts';

/** The config of a workspace with where each field comes from. */
export const getSettings =
  ({ settings }: { settings: Pick<SettingsRows, 'find'> }) =>
  async (workspaceId: WorkspaceId): Promise<WorkspaceConfigView> =>
    settingsView(await settings.find(workspaceId));

import type { Route } from '../kernel/http/route.ts';
import { ChangeWorkspaceConfig, WorkspaceConfigView } from './settings.contract.ts';

const CONFIG = '/v1/users/me/config' as const;

export const settingsRoutes = [
  {
    method: 'GET',
    path: CONFIG,
    summary: 'See the config of the workspace and where each field comes from',
    right: 'config.read',
    response: WorkspaceConfigView,
    use: 'getSettings',
  },
  {
    method: 'PUT',
    path: CONFIG,
    summary: 'Set the config of the workspace; what is left out goes back to the default',
    right: 'config.change',
    body: ChangeWorkspaceConfig,
    response: WorkspaceConfigView,
    use: 'replaceSettings',
  },
  {
    method: 'PATCH',
    path: CONFIG,
    summary: 'Change fields of the config of the workspace; null takes a field out again',
    right: 'config.change',
    body: ChangeWorkspaceConfig,
    response: WorkspaceConfigView,
    use: 'patchSettings',
  },
  {
    method: 'POST',
    path: `${CONFIG}/reset`,
    summary: 'Take the config of the workspace back to the defaults',
    right: 'config.change',
    response: WorkspaceConfigView,
    refuses: ['version_conflict'],
    use: 'resetSettings',
  },
] as const satisfies readonly Route[];

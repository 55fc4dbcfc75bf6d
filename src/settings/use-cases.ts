import type { Clock } from '../kernel/clock.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import type { CheckReferencesDeps } from '../publishing/check-references.ts';
import { changeSettings, patchedBy, replacedBy } from './change-settings.ts';
import { getSettings } from './get-settings.ts';
import type { SettingsRows } from './ports.ts';
import type { settingsRoutes } from './routes.ts';

type Deps = CheckReferencesDeps & { settings: SettingsRows; clock: Clock };

/** What each route of a workspace's config does, in the names of the API. */
export function settingsUseCases(deps: Deps): UseCases<typeof settingsRoutes> {
  const change = changeSettings(deps);
  return {
    getSettings: ({ workspaceId }) => getSettings(deps)(workspaceId),
    replaceSettings: (caller, { config, version }, request) =>
      change(caller, { version, next: replacedBy(config) }, request),
    patchSettings: (caller, { config, version }, request) =>
      change(caller, { version, next: patchedBy(config) }, request),
    resetSettings: (caller, _input, request) => change(caller, { next: () => ({}) }, request),
  };
}

import type { Credentials } from '../../connections/ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { UseCases } from '../../kernel/http/use-cases.ts';
import { createPreset } from './create-preset.ts';
import { deletePreset } from './delete-preset.ts';
import { listPresets } from './list-presets.ts';
import { loadPreset } from './load-preset.ts';
import type { OwnPresets } from './ports.ts';
import { presetView } from './preset-view.ts';
import type { presetRoutes } from './routes.ts';
import { updatePreset } from './update-preset.ts';

type Deps = { presets: OwnPresets; credentials: Pick<Credentials, 'find'>; clock: Clock };

/** What each route of presets does, in the names of the API. */
export function presetUseCases(deps: Deps): UseCases<typeof presetRoutes> {
  return {
    listPresets: ({ workspaceId }, { limit, cursor, platform, active_only: activeOnly }) =>
      listPresets(deps)(workspaceId, { platform, activeOnly }, { limit, cursor }),
    createPreset: async (caller, input, request) =>
      presetView(await createPreset(deps)(caller, input, request)),
    getPreset: async ({ workspaceId }, { preset_id: presetId }) =>
      presetView(await loadPreset(deps.presets, { workspaceId, presetId })),
    updatePreset: async (caller, { preset_id, ...changes }, request) =>
      presetView(await updatePreset(deps)(caller, preset_id, changes, request)),
    deletePreset: (caller, { preset_id }, request) =>
      deletePreset(deps)(caller, preset_id, request),
  };
}

import type { Route } from '../../kernel/http/route.ts';
import {
  CreatePreset,
  ListPresetsQuery,
  PresetList,
  PresetParams,
  PresetView,
  UpdatePreset,
} from './preset.contract.ts';

const ONE = '/v1/presets/{preset_id}' as const;

export const presetRoutes = [
  {
    method: 'GET',
    path: '/v1/presets',
    summary: 'List destinations of your own, newest first; `library` is there without making it',
    right: 'presets.read',
    query: ListPresetsQuery,
    response: PresetList,
    use: 'listPresets',
  },
  {
    method: 'POST',
    path: '/v1/presets',
    summary: 'Make a destination: a platform, an account there, and what is set for it',
    right: 'presets.change',
    body: CreatePreset,
    response: PresetView,
    status: 201,
    location: '/v1/presets/{preset_id}',
    refuses: ['name_taken', 'not_found'],
    use: 'createPreset',
  },
  {
    method: 'GET',
    path: ONE,
    summary: 'Get a destination',
    right: 'presets.read',
    params: PresetParams,
    response: PresetView,
    use: 'getPreset',
  },
  {
    method: 'PATCH',
    path: ONE,
    summary: 'Change a destination, or switch it off: runs then leave it out',
    right: 'presets.change',
    params: PresetParams,
    body: UpdatePreset,
    response: PresetView,
    refuses: ['name_taken', 'version_conflict', 'in_use'],
    use: 'updatePreset',
  },
  {
    method: 'DELETE',
    path: ONE,
    summary: 'Forget a destination, unless something is published there',
    right: 'presets.change',
    params: PresetParams,
    status: 204,
    refuses: ['in_use', 'conflict'],
    use: 'deletePreset',
  },
] as const satisfies readonly Route[];

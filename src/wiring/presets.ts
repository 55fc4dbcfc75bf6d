import type { Table } from '../adapters/dynamodb/client.ts';
import { presetRepository } from '../adapters/dynamodb/publishing/preset-repository.ts';
import { PLATFORMS } from '../adapters/platforms/index.ts';
import { workspacePresets } from '../publishing/preset.ts';
import type { CheckPresetsDeps } from '../publishing/presets/check-presets.ts';

/** For whoever saves a config that names presets. */
export const presetCheck = (table: Table): CheckPresetsDeps => ({
  presets: workspacePresets(presetRepository(table)),
  publishable: Object.keys(PLATFORMS),
});

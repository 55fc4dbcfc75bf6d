import type { Table } from '../adapters/dynamodb/client.ts';
import { presetReader } from '../adapters/dynamodb/publishing/preset-reader.ts';
import { PUBLISHABLE, workspacePresets } from '../publishing/preset.ts';
import type { CheckPresetsDeps } from '../publishing/presets/check-presets.ts';

/** For whoever saves a config that names presets. */
export const presetCheck = (table: Table): CheckPresetsDeps => ({
  presets: workspacePresets(presetReader(table)),
  publishable: PUBLISHABLE,
});

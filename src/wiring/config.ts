import type { Table } from '../adapters/dynamodb/client.ts';
import { recordingRepository } from '../adapters/dynamodb/recordings/recording-repository.ts';
import { settingsRepository } from '../adapters/dynamodb/settings/settings-repository.ts';
import { templateReader } from '../adapters/dynamodb/templates/template-reader.ts';
import { byKind } from '../pipeline/by-kind.ts';
import { configBelow } from '../recordings/config/layers.ts';

/** What recordings inherit: the config of their workspace, and templates. */
export const layerPorts = (table: Table) => ({
  settings: settingsRepository(table),
  templates: templateReader(table),
});

/** The same for runs. */
export const belowPort = (table: Table) => ({
  configBelow: byKind({
    recording: configBelow({ ...layerPorts(table), recordings: recordingRepository(table) }),
  }),
});

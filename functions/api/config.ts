import { configRepository } from '../../src/adapters/dynamodb/recordings/config-repository.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { recordingConfigRoutes } from '../../src/recordings/config/routes.ts';
import { recordingConfigUseCases } from '../../src/recordings/config/use-cases.ts';
import { settingsRoutes } from '../../src/settings/routes.ts';
import { settingsUseCases } from '../../src/settings/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { layerPorts } from '../../src/wiring/config.ts';
import { referenceCheck } from '../../src/wiring/references.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  ...layerPorts(table),
  ...referenceCheck(table),
  recordings: recordingRepository(table),
  configs: configRepository(table),
  clock: Date.now,
};

export const handler = apiHandler(
  [...settingsRoutes, ...recordingConfigRoutes],
  { ...settingsUseCases(deps), ...recordingConfigUseCases(deps) },
  apiPlatform(table),
);

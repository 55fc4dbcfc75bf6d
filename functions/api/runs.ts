import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { runRoutes } from '../../src/recordings/runs/routes.ts';
import { runUseCases } from '../../src/recordings/runs/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { layerPorts } from '../../src/wiring/config.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { providerSettings, speechLanguages } from '../../src/wiring/provider-settings.ts';
import { referenceCheck } from '../../src/wiring/references.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  ...enginePorts(table),
  ...layerPorts(table),
  ...filePort(mediaBucket()),
  ...commandPort(),
  recordings: recordingRepository(table),
  ...referenceCheck(table),
  speechLanguages: speechLanguages(await providerSettings()),
};

export const handler = apiHandler(runRoutes, runUseCases(deps), apiPlatform(table));

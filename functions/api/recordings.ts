import { engineRows } from '../../src/adapters/dynamodb/pipeline/engine-rows.ts';
import { mappingRepository } from '../../src/adapters/dynamodb/recordings/mapping-repository.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { settingsRepository } from '../../src/adapters/dynamodb/settings/settings-repository.ts';
import { templateRepository } from '../../src/adapters/dynamodb/templates/template-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { requestTakeBack } from '../../src/publishing/request-take-back.ts';
import { recordingRoutes } from '../../src/recordings/routes.ts';
import { recordingUseCases } from '../../src/recordings/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { publicationPorts } from '../../src/wiring/publications.ts';
import { stageRowPorts } from '../../src/wiring/stage-rows.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  ...stageRowPorts(table),
  ...filePort(mediaBucket()),
  ...commandPort(),
  recordings: recordingRepository(table),
  rows: engineRows(table),
  settings: settingsRepository(table),
  templates: templateRepository(table),
  mappings: mappingRepository(table),
  takeBack: requestTakeBack(publicationPorts(table)),
};

export const handler = apiHandler(recordingRoutes, recordingUseCases(deps), apiPlatform(table));

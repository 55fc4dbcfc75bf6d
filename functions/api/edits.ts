import { artifactRepository } from '../../src/adapters/dynamodb/pipeline/artifact-repository.ts';
import { stageRepository } from '../../src/adapters/dynamodb/pipeline/stage-repository.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { editRoutes } from '../../src/recordings/edit/routes.ts';
import { editUseCases } from '../../src/recordings/edit/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { auditPort } from '../../src/wiring/audit.ts';
import { layerPorts } from '../../src/wiring/config.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  ...filePort(mediaBucket()),
  ...layerPorts(table),
  recordings: recordingRepository(table),
  stages: stageRepository(table),
  artifacts: artifactRepository(table),
  clock: Date.now,
};

export const handler = apiHandler(editRoutes, editUseCases(deps), {
  ...apiPlatform(table),
  ...auditPort(table),
});

import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { s3Uploads } from '../../src/adapters/s3/uploads.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { uploadRoutes } from '../../src/recordings/uploads/routes.ts';
import { uploadUseCases } from '../../src/recordings/uploads/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { layerPorts } from '../../src/wiring/config.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { mappingPort } from '../../src/wiring/mapping.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { providerSettings, speechLanguages } from '../../src/wiring/provider-settings.ts';
import { referenceCheck } from '../../src/wiring/references.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { uploadLimit } from '../../src/wiring/upload-limit.ts';

const table = stateTable();
const bucket = mediaBucket();
const deps = {
  ...enginePorts(table),
  ...layerPorts(table),
  ...filePort(bucket),
  ...commandPort(),
  ...uploadLimit(),
  ...mappingPort(table),
  recordings: recordingRepository(table),
  uploads: s3Uploads(bucket),
  ...referenceCheck(table),
  speechLanguages: speechLanguages(await providerSettings()),
};

export const handler = apiHandler(uploadRoutes, uploadUseCases(deps), apiPlatform(table));

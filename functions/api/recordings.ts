import { engineRows } from '../../src/adapters/dynamodb/pipeline/engine-rows.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { s3Uploads } from '../../src/adapters/s3/uploads.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { requestTakeBack } from '../../src/publishing/request-take-back.ts';
import { recordingRoutes } from '../../src/recordings/routes.ts';
import { recordingUseCases } from '../../src/recordings/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { providerSettings, speechLanguages } from '../../src/wiring/provider-settings.ts';
import { publicationPorts } from '../../src/wiring/publications.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { uploadLimit } from '../../src/wiring/upload-limit.ts';

const table = stateTable();
const bucket = mediaBucket();
const deps = {
  ...enginePorts(table),
  ...filePort(bucket),
  ...commandPort(),
  ...uploadLimit(),
  recordings: recordingRepository(table),
  rows: engineRows(table),
  uploads: s3Uploads(bucket),
  takeBack: requestTakeBack(publicationPorts(table)),
  speechLanguages: speechLanguages(await providerSettings()),
};

export const handler = apiHandler(recordingRoutes, recordingUseCases(deps), apiPlatform(table));

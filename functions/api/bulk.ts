import { recordingLists } from '../../src/adapters/dynamodb/recordings/recording-lists.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { bulkRoutes } from '../../src/recordings/bulk/routes.ts';
import { bulkUseCases } from '../../src/recordings/bulk/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { auditPort } from '../../src/wiring/audit.ts';
import { layerPorts } from '../../src/wiring/config.ts';
import { jobCommandPort, jobRows } from '../../src/wiring/jobs.ts';
import { providerSettings, speechLanguages } from '../../src/wiring/provider-settings.ts';
import { referenceCheck } from '../../src/wiring/references.ts';
import { stageRowPorts } from '../../src/wiring/stage-rows.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  ...stageRowPorts(table),
  ...layerPorts(table),
  ...referenceCheck(table),
  ...jobRows(table),
  ...jobCommandPort(),
  recordings: { ...recordingRepository(table), ...recordingLists(table) },
  speechLanguages: speechLanguages(await providerSettings()),
};

export const handler = apiHandler(bulkRoutes, bulkUseCases(deps), {
  ...apiPlatform(table),
  ...auditPort(table),
});

import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { byKind } from '../../src/pipeline/by-kind.ts';
import { describeRecording } from '../../src/recordings/describe-recording.ts';
import { runRoutes } from '../../src/recordings/runs/routes.ts';
import { runUseCases } from '../../src/recordings/runs/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { auditPort } from '../../src/wiring/audit.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { belowPort, layerPorts } from '../../src/wiring/config.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import {
  providerOf,
  providerSettings,
  speechLanguages,
} from '../../src/wiring/provider-settings.ts';
import { quotaPorts } from '../../src/wiring/quotas.ts';
import { referenceCheck } from '../../src/wiring/references.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const settings = await providerSettings();
const recordings = recordingRepository(table);
const deps = {
  ...enginePorts(table),
  ...quotaPorts(table),
  ...layerPorts(table),
  ...filePort(mediaBucket()),
  ...commandPort(),
  recordings,
  ...belowPort(table),
  describe: byKind({ recording: describeRecording(recordings) }),
  provider: providerOf(settings),
  ...referenceCheck(table),
  speechLanguages: speechLanguages(settings),
};

export const handler = apiHandler(runRoutes, runUseCases(deps), {
  ...apiPlatform(table),
  ...auditPort(table),
});

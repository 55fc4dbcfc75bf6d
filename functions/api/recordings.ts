import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { unpublish } from '../../src/publishing/unpublish.ts';
import { recordingRoutes } from '../../src/recordings/routes.ts';
import { recordingUseCases } from '../../src/recordings/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { commandPort, mediaPorts, tablePorts } from '../../src/wiring/pipeline.ts';
import { providerSettings, speechLanguages } from '../../src/wiring/provider-settings.ts';
import { libraryPorts } from '../../src/wiring/publishing.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort() };
const deps = {
  ...ports,
  unpublish: unpublish(libraryPorts(ports.table)),
  speechLanguages: speechLanguages(await providerSettings()),
};

export const handler = apiHandler(
  recordingRoutes,
  recordingUseCases(deps),
  apiPlatform(ports.table),
);

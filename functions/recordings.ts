import { apiPlatform } from '../src/adapters/api-platform.ts';
import { libraryPorts } from '../src/adapters/library-platform.ts';
import { commandPort, mediaPorts, tablePorts } from '../src/adapters/pipeline-platform.ts';
import { providerSettings, speechLanguages } from '../src/adapters/provider-settings.ts';
import { apiHandler } from '../src/platform/api-handler.ts';
import { unpublish } from '../src/publishing/unpublish.ts';
import { recordingRoutes } from '../src/recordings/routes.ts';
import { recordingUseCases } from '../src/recordings/use-cases.ts';

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

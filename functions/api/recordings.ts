import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { askTakeBack } from '../../src/publishing/ask-take-back.ts';
import { recordingRoutes } from '../../src/recordings/routes.ts';
import { recordingUseCases } from '../../src/recordings/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { commandPort, mediaPorts, tablePorts } from '../../src/wiring/pipeline.ts';
import { providerSettings, speechLanguages } from '../../src/wiring/provider-settings.ts';
import { publicationPorts } from '../../src/wiring/publications.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort() };
const deps = {
  ...ports,
  takeBack: askTakeBack(publicationPorts(ports.table)),
  speechLanguages: speechLanguages(await providerSettings()),
};

export const handler = apiHandler(
  recordingRoutes,
  recordingUseCases(deps),
  apiPlatform(ports.table),
);

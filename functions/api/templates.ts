import { artifactRepository } from '../../src/adapters/dynamodb/pipeline/artifact-repository.ts';
import { stageRepository } from '../../src/adapters/dynamodb/pipeline/stage-repository.ts';
import { mappingRepository } from '../../src/adapters/dynamodb/recordings/mapping-repository.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { templateRepository } from '../../src/adapters/dynamodb/templates/template-repository.ts';
import { re2Patterns } from '../../src/adapters/patterns/re2-patterns.ts';
import { TEXT_LIMITS } from '../../src/adapters/platforms/text-limits.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { mappingRoutes } from '../../src/recordings/mapping/routes.ts';
import { mappingUseCases } from '../../src/recordings/mapping/use-cases.ts';
import { templateRoutes } from '../../src/templates/routes.ts';
import { templateUseCases } from '../../src/templates/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { layerPorts } from '../../src/wiring/config.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { referenceCheck } from '../../src/wiring/references.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  ...layerPorts(table),
  ...referenceCheck(table),
  ...filePort(mediaBucket()),
  templates: templateRepository(table),
  recordings: recordingRepository(table),
  stages: stageRepository(table),
  artifacts: artifactRepository(table),
  mapped: mappingRepository(table),
  compile: re2Patterns,
  limits: TEXT_LIMITS,
  clock: Date.now,
};

export const handler = apiHandler(
  [...templateRoutes, ...mappingRoutes],
  { ...templateUseCases(deps), ...mappingUseCases(deps) },
  apiPlatform(table),
);

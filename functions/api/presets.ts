import { credentialRepository } from '../../src/adapters/dynamodb/connections/credential-repository.ts';
import { presetRepository } from '../../src/adapters/dynamodb/publishing/preset-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { presetRoutes } from '../../src/publishing/presets/routes.ts';
import { presetUseCases } from '../../src/publishing/presets/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  presets: presetRepository(table),
  credentials: credentialRepository(table),
  clock: Date.now,
};

export const handler = apiHandler(presetRoutes, presetUseCases(deps), apiPlatform(table));

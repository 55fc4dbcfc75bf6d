import { credentialRepository } from '../../src/adapters/dynamodb/connections/credential-repository.ts';
import { sourceRepository } from '../../src/adapters/dynamodb/sources/source-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { sourceRoutes } from '../../src/sources/routes.ts';
import { sourceUseCases } from '../../src/sources/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  sources: sourceRepository(table),
  credentials: credentialRepository(table),
  clock: Date.now,
};

export const handler = apiHandler(sourceRoutes, sourceUseCases(deps), apiPlatform(table));

import { credentialRepository } from '../../src/adapters/dynamodb/connections/credential-repository.ts';
import { credentialRoutes } from '../../src/connections/routes.ts';
import { credentialUseCases } from '../../src/connections/use-cases.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { vaultPort } from '../../src/wiring/vault.ts';

const table = stateTable();
const deps = {
  ...vaultPort(),
  credentials: credentialRepository(table),
  // No platform can be asked yet: its client brings its check.
  checks: {},
  clock: Date.now,
};

export const handler = apiHandler(credentialRoutes, credentialUseCases(deps), apiPlatform(table));

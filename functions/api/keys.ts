import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { keyDeps } from '../../src/wiring/keys.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { keyRoutes } from '../../src/workspaces/keys/routes.ts';
import { keyUseCases } from '../../src/workspaces/keys/use-cases.ts';

const table = stateTable();

export const handler = apiHandler(keyRoutes, keyUseCases(keyDeps(table)), apiPlatform(table));

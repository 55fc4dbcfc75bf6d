import * as z from 'zod';
import { docsProgram } from '../../src/adapters/docs/docs-program.ts';
import { openTable } from '../../src/adapters/dynamodb/client.ts';
import { API } from '../../src/api.ts';
import { healthRoutes } from '../../src/health/routes.ts';
import { healthUseCases } from '../../src/health/use-cases.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { lazy } from '../../src/kernel/lazy.ts';
import { docsRoutes } from '../../src/openapi/routes.ts';
import { docsUseCases } from '../../src/openapi/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { environment } from '../../src/wiring/environment.ts';
import { healthChecks } from '../../src/wiring/health.ts';

const table = openTable(environment({ TABLE_NAME: z.string() }).TABLE_NAME);

export const handler = apiHandler(
  [...docsRoutes, ...healthRoutes],
  {
    ...docsUseCases({ features: API, program: lazy(docsProgram) }),
    ...healthUseCases(healthChecks(table)),
  },
  // Also behind $default, so it has to know the addresses of the others.
  { ...apiPlatform(table), otherRoutes: API.flatMap(({ routes }) => routes) },
);

import { z } from 'zod';
import { apiPlatform } from '../src/adapters/api-platform.ts';
import { docsProgram } from '../src/adapters/docs-program.ts';
import { openTable } from '../src/adapters/dynamodb/client.ts';
import { pingTable } from '../src/adapters/dynamodb/ping.ts';
import { environment } from '../src/adapters/environment.ts';
import { API } from '../src/api.ts';
import { healthRoutes } from '../src/health/routes.ts';
import { healthUseCases } from '../src/health/use-cases.ts';
import { docsRoutes } from '../src/openapi/routes.ts';
import { docsUseCases } from '../src/openapi/use-cases.ts';
import { apiHandler } from '../src/platform/api-handler.ts';
import { lazy } from '../src/platform/lazy.ts';

const table = openTable(environment({ TABLE_NAME: z.string() }).TABLE_NAME);

export const handler = apiHandler(
  [...docsRoutes, ...healthRoutes],
  {
    ...docsUseCases({ features: API, program: lazy(docsProgram) }),
    ...healthUseCases({ table: () => pingTable(table) }),
  },
  // Also behind $default, so it has to know the addresses of the others.
  { ...apiPlatform(table), otherRoutes: API.flatMap(({ routes }) => routes) },
);

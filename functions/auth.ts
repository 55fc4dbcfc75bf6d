import { z } from 'zod';
import { accountDeps } from '../src/adapters/account-platform.ts';
import { apiPlatform } from '../src/adapters/api-platform.ts';
import { openTable } from '../src/adapters/dynamodb/client.ts';
import { environment } from '../src/adapters/environment.ts';
import { readSecret } from '../src/adapters/secrets.ts';
import { apiHandler } from '../src/platform/api-handler.ts';
import { accountRoutes } from '../src/workspaces/routes.ts';
import { accountUseCases } from '../src/workspaces/use-cases.ts';

const { TABLE_NAME, AUTH_SECRET_ID } = environment({
  TABLE_NAME: z.string(),
  AUTH_SECRET_ID: z.string(),
});
const table = openTable(TABLE_NAME);

export const handler = apiHandler(
  accountRoutes,
  accountUseCases(accountDeps(table, () => readSecret(AUTH_SECRET_ID))),
  apiPlatform(table),
);

import * as z from 'zod';
import { openTable } from '../../src/adapters/dynamodb/client.ts';
import { erasureRepository } from '../../src/adapters/dynamodb/erasure/erasure-repository.ts';
import { peopleRepository } from '../../src/adapters/dynamodb/workspaces/people-repository.ts';
import { readSecret } from '../../src/adapters/secrets/secrets.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { accountDeps, inviteDeps } from '../../src/wiring/accounts.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { environment } from '../../src/wiring/environment.ts';
import { erasurePort } from '../../src/wiring/erasure-queue.ts';
import { mailedTokenDeps } from '../../src/wiring/mailed-tokens.ts';
import { accountRoutes } from '../../src/workspaces/routes.ts';
import { accountUseCases } from '../../src/workspaces/use-cases.ts';

const { TABLE_NAME, AUTH_SECRET_ID } = environment({
  TABLE_NAME: z.string(),
  AUTH_SECRET_ID: z.string(),
});
const table = openTable(TABLE_NAME);

export const handler = apiHandler(
  accountRoutes,
  accountUseCases({
    ...accountDeps(table, () => readSecret(AUTH_SECRET_ID)),
    ...inviteDeps(table),
    ...mailedTokenDeps(table),
    ...erasurePort(),
    people: peopleRepository(table),
    erasures: erasureRepository(table),
  }),
  apiPlatform(table),
);

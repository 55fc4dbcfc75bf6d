import * as z from 'zod';
import { openTable } from '../../src/adapters/dynamodb/client.ts';
import { readSecret } from '../../src/adapters/secrets/secrets.ts';
import { authorizerHandler } from '../../src/kernel/http/authorizer-handler.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { tokenAuthorizer } from '../../src/wiring/accounts.ts';
import { environment } from '../../src/wiring/environment.ts';

const { TABLE_NAME, AUTH_SECRET_ID } = environment({
  TABLE_NAME: z.string(),
  AUTH_SECRET_ID: z.string(),
});

export const handler = authorizerHandler(
  tokenAuthorizer(openTable(TABLE_NAME), () => readSecret(AUTH_SECRET_ID)),
  createLog(),
);

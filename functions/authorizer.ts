import { z } from 'zod';
import { tokenAuthorizer } from '../src/adapters/account-platform.ts';
import { openTable } from '../src/adapters/dynamodb/client.ts';
import { environment } from '../src/adapters/environment.ts';
import { readSecret } from '../src/adapters/secrets.ts';
import { authorizerHandler } from '../src/platform/authorizer-handler.ts';
import { createLog } from '../src/platform/logger.ts';

const { TABLE_NAME, AUTH_SECRET_ID } = environment({
  TABLE_NAME: z.string(),
  AUTH_SECRET_ID: z.string(),
});

export const handler = authorizerHandler(
  tokenAuthorizer(openTable(TABLE_NAME), () => readSecret(AUTH_SECRET_ID)),
  createLog(),
);

import { oneTimeSecrets } from '../adapters/crypto/one-time-secrets.ts';
import type { Table } from '../adapters/dynamodb/client.ts';
import { apiKeyRepository } from '../adapters/dynamodb/workspaces/api-key-repository.ts';
import { newId } from '../kernel/ids.ts';
import type { KeyDeps } from '../workspaces/keys/ports.ts';

/** API keys on a table. */
export const keyDeps = (table: Table, clock = Date.now): KeyDeps => ({
  keys: apiKeyRepository(table),
  secrets: oneTimeSecrets,
  clock,
  newId,
});

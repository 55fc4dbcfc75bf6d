import { setTimeout as sleep } from 'node:timers/promises';
import { oneTimeSecrets } from '../adapters/crypto/one-time-secrets.ts';
import type { Table } from '../adapters/dynamodb/client.ts';
import { resetTokenRepository } from '../adapters/dynamodb/workspaces/reset-token-repository.ts';
import type { ResetDeps } from '../workspaces/forgot-password.ts';
import { mailPort } from './mail.ts';

/** What a forgotten password needs. */
export const resetDeps = (table: Table): ResetDeps => ({
  ...mailPort(),
  resets: resetTokenRepository(table),
  secrets: oneTimeSecrets,
  sleep,
});

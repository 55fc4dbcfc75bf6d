import { setTimeout as sleep } from 'node:timers/promises';
import { oneTimeSecrets } from '../adapters/crypto/one-time-secrets.ts';
import type { Table } from '../adapters/dynamodb/client.ts';
import { mailedTokenRepository } from '../adapters/dynamodb/workspaces/mailed-token-repository.ts';
import type { MailedTokenDeps } from '../workspaces/forgot-password.ts';
import { mailPort } from './mail.ts';

/** What a forgotten password needs. */
export const mailedTokenDeps = (table: Table): MailedTokenDeps => ({
  ...mailPort(),
  mailedTokens: mailedTokenRepository(table),
  secrets: oneTimeSecrets,
  sleep,
});

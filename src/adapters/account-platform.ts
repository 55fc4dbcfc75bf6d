import { newId } from '../platform/ids.ts';
import { lazy } from '../platform/lazy.ts';
import { authorize } from '../workspaces/authorize.ts';
import type { AccountDeps } from '../workspaces/ports.ts';
import { verifyAccessToken } from './crypto/access-tokens.ts';
import { authKeys } from './crypto/keys.ts';
import { argonPasswords } from './crypto/passwords.ts';
import { accountTokens } from './crypto/tokens.ts';
import { accountRepository } from './dynamodb/account-repository.ts';
import type { Table } from './dynamodb/client.ts';
import { loginAttempts } from './dynamodb/login-attempts.ts';
import { sessionRepository } from './dynamodb/session-repository.ts';

type Secret = () => Promise<string>;

const keysOf = (secret: Secret) => lazy(async () => authKeys(await secret()));

/** Accounts on a table, under the keys of a secret that is read when first needed. */
export const accountDeps = (table: Table, secret: Secret, clock = Date.now): AccountDeps => ({
  accounts: accountRepository(table),
  sessions: sessionRepository(table, clock),
  passwords: argonPasswords(),
  tokens: accountTokens(keysOf(secret)),
  attempts: loginAttempts(table),
  clock,
  newId,
});

/** What the authorizer does with an `authorization` header. */
export function tokenAuthorizer(table: Table, secret: Secret, clock = Date.now) {
  const keys = keysOf(secret);
  return authorize({
    accounts: accountRepository(table),
    sessions: sessionRepository(table, clock),
    verify: async token => verifyAccessToken(await keys(), token, clock()),
  });
}

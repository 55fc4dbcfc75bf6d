import { verifyAccessToken } from '../adapters/crypto/access-tokens.ts';
import { workspaceCursorKey } from '../adapters/crypto/cursor-keys.ts';
import { authKeys } from '../adapters/crypto/keys.ts';
import { oneTimeSecrets } from '../adapters/crypto/one-time-secrets.ts';
import { argonPasswords } from '../adapters/crypto/passwords.ts';
import { accountTokens } from '../adapters/crypto/tokens.ts';
import type { Table } from '../adapters/dynamodb/client.ts';
import { accountRepository } from '../adapters/dynamodb/workspaces/account-repository.ts';
import { invitationRepository } from '../adapters/dynamodb/workspaces/invitation-repository.ts';
import { loginAttempts } from '../adapters/dynamodb/workspaces/login-attempts.ts';
import { sessionRepository } from '../adapters/dynamodb/workspaces/session-repository.ts';
import { standings } from '../adapters/dynamodb/workspaces/standings.ts';
import { newId, type WorkspaceId } from '../kernel/ids.ts';
import { lazy } from '../kernel/lazy.ts';
import type { InviteDeps } from '../workspaces/accept-invite.ts';
import { authorize } from '../workspaces/authorize.ts';
import { authorizeKey } from '../workspaces/keys/authorize-key.ts';
import type { AccountDeps } from '../workspaces/ports.ts';
import { keyDeps } from './keys.ts';

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

/** What accepting an invitation needs besides. */
export const inviteDeps = (table: Table): InviteDeps => ({
  invitations: invitationRepository(table),
  secrets: oneTimeSecrets,
});

/** What the authorizer does with an `authorization` header. */
export function tokenAuthorizer(table: Table, secret: Secret, clock = Date.now) {
  const keys = keysOf(secret);
  const accounts = accountRepository(table);
  const cursorKey = async (workspaceId: WorkspaceId) =>
    workspaceCursorKey(await keys(), workspaceId);
  return authorize({
    cursorKey,
    standings: standings(table, clock),
    verify: async token => verifyAccessToken(await keys(), token, clock()),
    authorizeKey: authorizeKey({ ...keyDeps(table, clock), accounts, cursorKey }),
  });
}

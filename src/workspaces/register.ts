import { AppError } from '../kernel/errors.ts';
import { trustedWorkspaceId } from '../kernel/ids.ts';
import type { LoggedIn, Register } from './account.contract.ts';
import { type Account, defaultWorkspaceName, emailIdentity, meView } from './account.ts';
import { assertGoodPassword } from './good-password.ts';
import type { AccountDeps } from './ports.ts';
import { openSession, tokenPair } from './session.ts';

/**
 * A user with a workspace of their own, logged in. One transaction: no crash leaves a half.
 * @throws invalid_request, email_taken
 */
export const register =
  (deps: AccountDeps) =>
  async (request: Register): Promise<LoggedIn> => {
    const { accounts, passwords, tokens, clock, newId } = deps;
    assertGoodPassword('password', request.password, request.email);
    // A look before the expensive hash; only the transaction decides.
    if (await accounts.findUserByEmail(emailIdentity(request.email))) throw taken();
    const passwordHash = await passwords.hash(request.password);
    const now = clock();
    const account = newAccount(request, passwordHash, newId, now);
    const opened = await openSession(tokens, account, newId('session', now), now);
    if (!(await accounts.create(account, opened.session))) throw taken();
    const { sessionId } = opened.session;
    const pair = { sessionId, refreshToken: opened.refreshToken };
    return { ...meView(account), tokens: await tokenPair(tokens, account.member, pair, now) };
  };

const taken = () =>
  new AppError('email_taken', 'There is an account with this e-mail. Log in instead.');

function newAccount(
  { email, full_name: fullName, workspace_name, time_zone: timeZone }: Register,
  passwordHash: string,
  newId: AccountDeps['newId'],
  now: number,
): Account {
  const userId = newId('user', now);
  const workspaceId = trustedWorkspaceId(newId('workspace', now));
  const name = workspace_name ?? defaultWorkspaceName(fullName, email);
  return {
    user: {
      userId,
      email,
      fullName,
      timeZone,
      passwordHash,
      workspaceId,
      sessionEpoch: 0,
      createdAt: now,
      lastLoginAt: now,
    },
    workspace: { workspaceId, name, timeZone, createdAt: now, version: 1, ownerCount: 1 },
    member: { workspaceId, userId, role: 'owner', createdAt: now, version: 1 },
  };
}

import { AppError } from '../kernel/errors.ts';
import type { UserId } from '../kernel/ids.ts';
import type { Refresh, TokenPair } from './account.contract.ts';
import { loadAccount } from './load-account.ts';
import type { AccountDeps } from './ports.ts';
import { isAlive, sessionEnd, tokenPair } from './session.ts';

type Deps = Pick<AccountDeps, 'accounts' | 'sessions' | 'tokens' | 'clock'>;

/**
 * Exchanges a refresh token for the next. Only the newest is good: whoever shows an older one
 * proves that a token is in two hands, and the session ends for both. There is no time of grace,
 * so a client must not refresh twice at once.
 * With a workspace, the session goes on there.
 * @throws unauthorized, not_found for a workspace that is not the person's
 */
export const refresh =
  ({ accounts, sessions, tokens, clock }: Deps) =>
  async ({ refresh_token: token, workspace_id }: Refresh): Promise<{ tokens: TokenPair }> => {
    const shown = await tokens.readRefresh(token);
    if (!shown) throw over();
    const { userId, sessionId } = shown;
    const [session, user] = await Promise.all([
      sessions.find(userId, sessionId),
      accounts.findUser(userId),
    ]);
    if (!session || !user || !isAlive(session, user)) throw over();
    const workspaceId =
      workspace_id === undefined
        ? session.workspaceId
        : await ownWorkspace(accounts, userId, workspace_id);
    const { member } = await loadAccount(accounts, workspaceId, user);
    const now = clock();
    const next = await tokens.issueRefresh(userId, sessionId);
    const change = { refreshHash: next.hash, expiresAtSeconds: sessionEnd(now), workspaceId };
    const isNewest = session.refreshHash === shown.hash;
    if (!isNewest || !(await sessions.rotate(session, change))) {
      await sessions.end(userId, sessionId);
      throw over();
    }
    const pair = { sessionId, refreshToken: next.token };
    return { tokens: await tokenPair(tokens, member, pair, now) };
  };

/** The id as a row of the person has it, never as it was sent. */
async function ownWorkspace(accounts: Deps['accounts'], userId: UserId, asked: string) {
  const own = (await accounts.memberships(userId)).find(id => id === asked);
  if (!own) throw new AppError('not_found', 'No such workspace.');
  return own;
}

const over = () => new AppError('unauthorized', 'The session is over. Log in again.');

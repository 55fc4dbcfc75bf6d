import type { SessionId } from '../kernel/ids.ts';
import type { TokenPair } from './account.contract.ts';
import type { Account, Member, Session, User } from './account.ts';
import type { Tokens } from './ports.ts';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
/** A session that is not used for so long is over. */
const SESSION_SECONDS = 30 * 24 * 3600;

export const sessionEnd = (now: number) => Math.floor(now / 1000) + SESSION_SECONDS;

/** Ended ones have no row; those of an older epoch were ended all at once. */
export const isAlive = (session: Session | undefined, user: User | undefined) =>
  session !== undefined && user !== undefined && session.sessionEpoch === user.sessionEpoch;

/** A new session with its first refresh token, which exists only here in clear. */
export async function openSession(
  tokens: Tokens,
  { user, member: { workspaceId } }: Pick<Account, 'user' | 'member'>,
  sessionId: SessionId,
  now: number,
) {
  const { userId, sessionEpoch } = user;
  const refresh = await tokens.issueRefresh(userId, sessionId);
  const session: Session = {
    userId,
    sessionId,
    workspaceId,
    refreshHash: refresh.hash,
    sessionEpoch,
    createdAt: now,
    expiresAtSeconds: sessionEnd(now),
  };
  return { session, refreshToken: refresh.token };
}

export async function tokenPair(
  tokens: Tokens,
  { userId, workspaceId }: Pick<Member, 'userId' | 'workspaceId'>,
  { sessionId, refreshToken }: { sessionId: SessionId; refreshToken: string },
  now: number,
): Promise<TokenPair> {
  const speaker = { userId, workspaceId, sessionId };
  return {
    access_token: await tokens.signAccess(speaker, now),
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}

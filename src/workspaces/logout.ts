import type { Person } from '../kernel/http/route.ts';
import type { AccountDeps } from './ports.ts';

/** Ends the caller's session, or another of the caller's own by its refresh token. */
export const logout =
  ({ sessions, tokens }: Pick<AccountDeps, 'sessions' | 'tokens'>) =>
  async ({ userId, sessionId }: Person, refreshToken?: string) => {
    const shown = refreshToken === undefined ? undefined : await tokens.readRefresh(refreshToken);
    const isOwn = shown?.userId === userId;
    await sessions.end(userId, isOwn ? shown.sessionId : sessionId);
  };

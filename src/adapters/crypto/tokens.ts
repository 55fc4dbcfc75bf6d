import type { Tokens } from '../../workspaces/ports.ts';
import { signAccessToken } from './access-tokens.ts';
import type { AuthKeys } from './keys.ts';
import { issueRefreshToken, readRefreshToken } from './refresh-tokens.ts';

export const accountTokens = (keys: () => Promise<AuthKeys>): Tokens => ({
  signAccess: async (caller, now) => signAccessToken(await keys(), caller, now),
  issueRefresh: async (userId, sessionId) => issueRefreshToken(await keys(), userId, sessionId),
  readRefresh: async token => readRefreshToken(await keys(), token),
});

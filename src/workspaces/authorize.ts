import type { AuthorizerContext } from '../kernel/http/verified-caller.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Speaker } from './account.ts';
import type { Standings } from './ports.ts';
import { isAlive } from './session.ts';

type Deps = {
  standings: Standings;
  /** Signature, expiry and claims of an access token. */
  verify: (token: string) => Promise<Speaker | 'unauthorized' | 'token_expired'>;
  /** Signs the cursors of a workspace. */
  cursorKey: (workspaceId: WorkspaceId) => Promise<string>;
  /** Who shows an API key instead of a token. */
  authorizeKey: (key: string) => Promise<AuthorizerContext>;
};

/** As `OneTimeSecrets` begins them; no token of ours does. */
const KEY_PREFIX = 'castline_key_';
const BEARER = /^Bearer +([\w.-]+)$/i;

/**
 * Whether an `authorization` header speaks for somebody whose session is still open, and what they
 * are in the workspace. Looking it up each time is what makes a logout, a removal or another role
 * count at once.
 */
export const authorize =
  ({ standings, verify, cursorKey, authorizeKey }: Deps) =>
  async (header: string | undefined): Promise<AuthorizerContext> => {
    const token = BEARER.exec(header ?? '')?.[1];
    if (!token) return { error: 'unauthorized' };
    if (token.startsWith(KEY_PREFIX)) return authorizeKey(token);
    const speaker = await verify(token);
    if (typeof speaker === 'string') return { error: speaker };
    const { userId, sessionId, workspaceId } = speaker;
    const [{ session, user, member, workspace }, cursor_key] = await Promise.all([
      standings.find(speaker),
      cursorKey(workspaceId),
    ]);
    if (!user || !isAlive(session, user) || !member || !workspace) return { error: 'unauthorized' };
    const is_operator = user.isOperator ?? false;
    if (workspace.suspendedAt !== undefined && !is_operator) return { error: 'suspended' };
    const { role } = member;
    return {
      ...{ user_id: userId, workspace_id: workspaceId, role, is_operator },
      ...{ session_id: sessionId, cursor_key },
    };
  };

import type { Caller } from '../kernel/http/route.ts';
import type { AuthorizerContext } from '../kernel/http/verified-caller.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Accounts, Sessions } from './ports.ts';
import { isAlive } from './session.ts';

type Deps = {
  accounts: Pick<Accounts, 'findUser'>;
  sessions: Pick<Sessions, 'find'>;
  /** Signature, expiry and claims of an access token. */
  verify: (token: string) => Promise<Caller | 'unauthorized' | 'token_expired'>;
  /** Signs the cursors of a workspace. */
  cursorKey: (workspaceId: WorkspaceId) => Promise<string>;
};

const BEARER = /^Bearer +([\w.-]+)$/i;

/**
 * Whether an `authorization` header speaks for somebody whose session is still open. Looking at
 * the session each time is what makes a logout end access tokens at once.
 */
export const authorize =
  ({ accounts, sessions, verify, cursorKey }: Deps) =>
  async (header: string | undefined): Promise<AuthorizerContext> => {
    const token = BEARER.exec(header ?? '')?.[1];
    if (!token) return { error: 'unauthorized' };
    const caller = await verify(token);
    if (typeof caller === 'string') return { error: caller };
    const { userId, sessionId, workspaceId, role } = caller;
    const [session, user, cursor_key] = await Promise.all([
      sessions.find(userId, sessionId),
      accounts.findUser(userId),
      cursorKey(workspaceId),
    ]);
    if (!isAlive(session, user)) return { error: 'unauthorized' };
    return { user_id: userId, workspace_id: workspaceId, role, session_id: sessionId, cursor_key };
  };

import type { Clock } from '../../kernel/clock.ts';
import type { AuthorizerContext } from '../../kernel/http/verified-caller.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Accounts, OneTimeSecrets } from '../ports.ts';
import { hasEnded, isUseToNote } from './api-key.ts';
import type { ApiKeys } from './ports.ts';

export type KeyAuthorizerDeps = {
  accounts: Pick<Accounts, 'findWorkspace'>;
  keys: Pick<ApiKeys, 'findByHash' | 'noteUse'>;
  secrets: Pick<OneTimeSecrets, 'hashOf'>;
  cursorKey: (workspaceId: WorkspaceId) => Promise<string>;
  clock: Clock;
};

/** What a key speaks for. It is looked up at each call, so that revoking it counts at once. */
export const authorizeKey =
  ({ accounts, keys, secrets, cursorKey, clock }: KeyAuthorizerDeps) =>
  async (text: string): Promise<AuthorizerContext> => {
    const now = clock();
    const key = await keys.findByHash(secrets.hashOf(text));
    if (!key || hasEnded(key, now)) return { error: 'unauthorized' };
    const { workspaceId, keyId: key_id } = key;
    const [workspace, cursor_key] = await Promise.all([
      accounts.findWorkspace(workspaceId),
      cursorKey(workspaceId),
      isUseToNote(key, now) && keys.noteUse(key.hash, now),
    ]);
    if (!workspace) return { error: 'unauthorized' };
    if (workspace.suspendedAt !== undefined) return { error: 'suspended' };
    return { key_id, workspace_id: workspaceId, scopes: key.scopes.join(' '), cursor_key };
  };

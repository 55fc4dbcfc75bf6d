import { auditEntry } from '../../audit/entry.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { Id } from '../../kernel/ids.ts';
import type { KeyDeps } from './ports.ts';

/**
 * Ends a key, from the next call on.
 * @throws not_found, for keys of other workspaces and for none alike
 */
export const revokeApiKey =
  ({ keys, clock }: Pick<KeyDeps, 'keys' | 'clock'>) =>
  async (caller: Caller, keyId: Id<'apiKey'>, request: RequestContext) => {
    const key = await keys.find(caller.workspaceId, keyId);
    if (!key) throw noSuchKey();
    const before = { name: key.name, scopes: key.scopes };
    const change = { action: 'api_key.revoke', target: keyId, before } as const;
    const entry = auditEntry(caller, request, change, clock());
    if (!(await keys.revoke(key, entry))) throw noSuchKey();
  };

const noSuchKey = () => new AppError('not_found', 'No such API key.');

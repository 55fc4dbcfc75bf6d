import { auditEntry } from '../../audit/entry.ts';
import { AppError } from '../../kernel/errors.ts';
import { type Scope, scopesOf } from '../../kernel/http/rights.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { CreateApiKey, NewApiKey } from './api-key.contract.ts';
import type { ApiKey } from './api-key.ts';
import { apiKeyView } from './api-key-view.ts';
import type { KeyDeps } from './ports.ts';

/**
 * A key that may do what it was made for, and no more than its maker. It is shown once.
 * @throws forbidden, invalid_request
 */
export const createApiKey =
  ({ keys, secrets, clock, newId }: KeyDeps) =>
  async (
    caller: Caller,
    { name, scopes, expires_at }: CreateApiKey,
    request: RequestContext,
  ): Promise<NewApiKey> => {
    const now = clock();
    assertMayGive(caller, scopes);
    const { text, hash } = secrets.issue('key');
    const key: ApiKey = {
      workspaceId: caller.workspaceId,
      keyId: newId('apiKey', now),
      createdBy: caller.kind === 'key' ? caller.keyId : caller.userId,
      createdAt: now,
      endsAt: endOf(expires_at, now),
      lastFour: text.slice(-4),
      ...{ name, scopes, hash },
    };
    const after = { name, scopes, expires_at: expires_at ?? null };
    const change = { action: 'api_key.create', target: key.keyId, after } as const;
    await keys.insert(key, auditEntry(caller, request, change, now));
    return { ...apiKeyView(key), key: text };
  };

function assertMayGive(caller: Caller, scopes: readonly Scope[]) {
  const own = caller.kind === 'key' ? caller.scopes : scopesOf(caller.role);
  const others = scopes.filter(scope => !own.includes(scope));
  if (others.length === 0) return;
  throw new AppError('forbidden', 'A key may do no more than its maker.', {
    errors: [{ path: 'scopes', message: `Leave out ${others.join(', ')}.` }],
  });
}

function endOf(expiresAt: string | undefined, now: number) {
  if (expiresAt === undefined) return undefined;
  const end = Date.parse(expiresAt);
  if (end > now) return end;
  throw new AppError('invalid_request', 'A key that has ended is worth nothing.', {
    errors: [{ path: 'expires_at', message: 'Must be in the future.' }],
  });
}

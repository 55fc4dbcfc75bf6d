import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import type { Credential, CredentialKey } from './credential.ts';
import { credentialView } from './credential-view.ts';
import { loadCredential } from './load-credential.ts';
import type { Credentials } from './ports.ts';

type Deps = { credentials: Pick<Credentials, 'find' | 'remove'>; clock: Clock };

/**
 * Forgets an account and its secret. What uses it goes first, so that nothing is left that could
 * neither be published nor taken back.
 * @throws not_found, in_use
 */
export const deleteCredential =
  ({ credentials, clock }: Deps) =>
  async (
    caller: Caller,
    credentialId: CredentialKey['credentialId'],
    request: RequestContext,
  ): Promise<void> => {
    const key = { workspaceId: caller.workspaceId, credentialId };
    const credential = await loadCredential(credentials, key);
    if (credential.usedBy.length > 0) throw inUse(credential);
    const before = credentialView(credential);
    const change = { action: 'credential.delete', target: credentialId, before } as const;
    const entry = auditEntry(caller, request, change, clock());
    if (await credentials.remove(credential, entry)) return;
    throw inUse(await loadCredential(credentials, key));
  };

/** More than these tell nobody more. */
const NAMED = 10;

function inUse({ usedBy }: Credential) {
  const named = [...usedBy].sort().slice(0, NAMED).join(', ');
  const more = usedBy.length > NAMED ? ` and ${usedBy.length - NAMED} more` : '';
  return new AppError('in_use', `Used by ${named}${more}: change or delete these first.`);
}

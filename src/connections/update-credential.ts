import type { z } from 'zod';
import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { parsePart } from '../kernel/http/parse-part.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { versionConflict } from '../kernel/version.ts';
import { refuseUnlessWritten } from '../kernel/written.ts';
import type { UpdateCredential } from './credential.contract.ts';
import { type Credential, type CredentialKey, expiryOf, nameOf } from './credential.ts';
import { credentialView } from './credential-view.ts';
import { loadCredential } from './load-credential.ts';
import type { Credentials, Vault } from './ports.ts';
import { sealSecret } from './seal-secret.ts';
import { SECRETS, type Secret } from './secret.contract.ts';

type Deps = {
  credentials: Pick<Credentials, 'find' | 'replace'>;
  vault: Pick<Vault, 'seal'>;
  clock: Clock;
};
type Changes = Omit<UpdateCredential, 'version'>;

/**
 * Renames, switches or replaces the whole secret, which has to be of its platform's shape.
 * @throws not_found, version_conflict, name_taken, invalid_request
 */
export const updateCredential =
  (deps: Deps) =>
  async (
    caller: Caller,
    credentialId: CredentialKey['credentialId'],
    { version, ...changes }: UpdateCredential,
    request: RequestContext,
  ): Promise<Credential> => {
    const { credentials, clock } = deps;
    const key = { workspaceId: caller.workspaceId, credentialId };
    const before = await loadCredential(credentials, key);
    if (before.version !== version) throw versionConflict(before.version);
    const now = clock();
    const after = await changed(deps, before, changes, now);
    const views = { before: credentialView(before), after: credentialView(after) };
    const change = { action: 'credential.change', target: credentialId, ...views } as const;
    const entry = auditEntry(caller, request, change, now);
    refuseUnlessWritten(await credentials.replace(before, after, entry), ...nameOf(before));
    return after;
  };

async function changed({ vault }: Deps, before: Credential, changes: Changes, now: number) {
  const { account_name, is_active, credentials: given } = changes;
  const secret =
    given &&
    parsePart<z.ZodType<Secret>>(
      SECRETS[before.platform],
      given,
      'credentials',
      `credentials of ${before.platform}`,
    );
  return {
    ...before,
    accountName: account_name ?? before.accountName,
    isActive: is_active ?? before.isActive,
    ...(secret && {
      sealed: await sealSecret(vault, before, secret),
      expiresAt: expiryOf(secret, now),
      secretChangedAt: now,
    }),
    version: before.version + 1,
    updatedAt: now,
  };
}

import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { fieldErrors } from '../kernel/http/field-errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { versionConflict } from '../kernel/version.ts';
import type { UpdateCredential } from './credential.contract.ts';
import { type Credential, type CredentialKey, expiryOf } from './credential.ts';
import { credentialView } from './credential-view.ts';
import { loadCredential } from './load-credential.ts';
import { accountNameTaken } from './name-taken.ts';
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
    const outcome = await credentials.replace(before, after, entry);
    if (outcome === 'name_taken') throw accountNameTaken(before.platform);
    if (outcome === 'refused') throw versionConflict();
    return after;
  };

async function changed({ vault }: Deps, before: Credential, changes: Changes, now: number) {
  const { account_name, is_active, credentials: given } = changes;
  const secret = given && parsedSecret(before, given);
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

function parsedSecret({ platform }: Credential, given: Record<string, unknown>): Secret {
  const parsed = SECRETS[platform].safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error).map(({ path, message }) => ({
    path: ['credentials', path].filter(Boolean).join('.'),
    message,
  }));
  throw new AppError('invalid_request', `These are no credentials of ${platform}: see errors.`, {
    errors,
  });
}

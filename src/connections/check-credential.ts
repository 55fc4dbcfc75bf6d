import { type Clock, toIso } from '../kernel/clock.ts';
import type { CredentialStatusView } from './credential.contract.ts';
import type { Credential, CredentialKey } from './credential.ts';
import { loadCredential } from './load-credential.ts';
import type { CredentialChecks, Credentials } from './ports.ts';

type Deps = { checks: CredentialChecks; clock: Clock };

/**
 * Says what is known of an account. Past its own expiry it is not good, whoever is asked; a platform
 * that cannot be asked leaves it `unchecked`, and says so.
 */
export const statusOf =
  ({ checks, clock }: Deps) =>
  async ({
    workspaceId,
    credentialId,
    platform,
    expiresAt,
  }: Credential): Promise<CredentialStatusView> => {
    const shown = { credential_id: credentialId, platform };
    const now = clock();
    if (expiresAt !== undefined && expiresAt <= now) {
      const problem = 'It has expired: connect the account again.';
      return { ...shown, status: 'expired', checked_at: toIso(now), problem };
    }
    const check = checks[platform];
    if (!check) {
      const problem = `${platform} cannot be asked yet: whether it works shows when it is used.`;
      return { ...shown, status: 'unchecked', checked_at: null, problem };
    }
    return { ...shown, ...(await check({ workspaceId, credentialId })), checked_at: toIso(now) };
  };

/** @throws not_found */
export const checkCredential =
  ({ credentials, ...deps }: Deps & { credentials: Pick<Credentials, 'find'> }) =>
  async (key: CredentialKey): Promise<CredentialStatusView> =>
    statusOf(deps)(await loadCredential(credentials, key));

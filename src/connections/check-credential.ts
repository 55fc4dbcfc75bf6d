import { type Clock, toIso } from '../kernel/clock.ts';
import type { CredentialStatusView } from './credential.contract.ts';
import type { CredentialKey } from './credential.ts';
import { loadCredential } from './load-credential.ts';
import type { CredentialChecks, Credentials } from './ports.ts';

type Deps = { credentials: Pick<Credentials, 'find'>; checks: CredentialChecks; clock: Clock };

/**
 * Says what is known of an account. Past its own expiry it is not good, whoever is asked; a platform
 * that cannot be asked leaves it `unchecked`.
 */
export const checkCredential =
  ({ credentials, checks, clock }: Deps) =>
  async (key: CredentialKey): Promise<CredentialStatusView> => {
    const { platform, expiresAt } = await loadCredential(credentials, key);
    const shown = { credential_id: key.credentialId, platform };
    const now = clock();
    if (expiresAt !== undefined && expiresAt <= now) {
      const problem = 'It has expired: connect the account again.';
      return { ...shown, status: 'expired', checked_at: toIso(now), problem };
    }
    const check = checks[platform];
    if (!check) return { ...shown, status: 'unchecked', checked_at: null, problem: null };
    return { ...shown, ...(await check(key)), checked_at: toIso(now) };
  };

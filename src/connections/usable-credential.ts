import { AppError } from '../kernel/errors.ts';
import type { CredentialKey } from './credential.ts';
import { loadCredential } from './load-credential.ts';
import type { Credentials } from './ports.ts';

/**
 * Whether something of a platform may begin to use an account.
 * @throws not_found for unknown and foreign ones alike, invalid_request
 */
export async function requireUsable(
  credentials: Pick<Credentials, 'find'>,
  key: CredentialKey,
  platform: string,
): Promise<void> {
  const credential = await loadCredential(credentials, key);
  if (credential.platform !== platform) {
    throw refusal(`Must be of ${platform}; this one is of ${credential.platform}.`);
  }
  if (!credential.isActive) throw refusal('Must be active: switch it on first.');
}

const refusal = (message: string) =>
  new AppError('invalid_request', 'This credential cannot be used here: see errors.', {
    errors: [{ path: 'credential_id', message }],
  });

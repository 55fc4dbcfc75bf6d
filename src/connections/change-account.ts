import { AppError } from '../kernel/errors.ts';
import type { CredentialKey } from './credential.ts';
import type { Credentials } from './ports.ts';
import { requireUsable } from './usable-credential.ts';

/** What may use an account of its platform. */
type User = Pick<CredentialKey, 'workspaceId'> & {
  platform: string;
  credentialId: CredentialKey['credentialId'] | null;
};

/**
 * Checks the account that something shall use from now on; true where it is another than before.
 * @throws not_found, invalid_request. `what` names the kind of thing.
 */
export async function checkNewAccount(
  credentials: Pick<Credentials, 'find'>,
  { workspaceId, platform, credentialId }: User,
  wanted: CredentialKey['credentialId'] | undefined,
  what: string,
): Promise<boolean> {
  if (wanted === undefined || wanted === credentialId) return false;
  if (credentialId === null) {
    throw new AppError('invalid_request', `A ${what} of ${platform} has no account: see errors.`, {
      errors: [{ path: 'credential_id', message: 'Unknown field: remove it.' }],
    });
  }
  await requireUsable(credentials, { workspaceId, credentialId: wanted }, platform);
  return true;
}

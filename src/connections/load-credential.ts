import { AppError } from '../kernel/errors.ts';
import type { Credential, CredentialKey } from './credential.ts';
import type { Credentials } from './ports.ts';

/** @throws not_found for unknown and foreign ones alike */
export async function loadCredential(
  credentials: Pick<Credentials, 'find'>,
  key: CredentialKey,
): Promise<Credential> {
  const credential = await credentials.find(key);
  if (!credential) throw new AppError('not_found', 'No such credential.');
  return credential;
}

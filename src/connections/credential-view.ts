import { optionalIso, toIso } from '../kernel/clock.ts';
import type { CredentialView } from './credential.contract.ts';
import type { Credential } from './credential.ts';

/** All that anybody is shown of a credential. */
export const credentialView = (credential: Credential): CredentialView => ({
  credential_id: credential.credentialId,
  platform: credential.platform,
  account_name: credential.accountName,
  is_active: credential.isActive,
  expires_at: optionalIso(credential.expiresAt),
  last_used_at: optionalIso(credential.lastUsedAt),
  secret_changed_at: toIso(credential.secretChangedAt),
  used_by: [...credential.usedBy].sort(),
  version: credential.version,
  created_at: toIso(credential.createdAt),
  updated_at: toIso(credential.updatedAt),
});

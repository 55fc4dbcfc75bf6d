import type { CredentialKey } from './credential.ts';
import type { Vault } from './ports.ts';
import type { Secret } from './secret.contract.ts';

/** The one way of a secret into a row. */
export const sealSecret = (vault: Pick<Vault, 'seal'>, key: CredentialKey, secret: Secret) =>
  vault.seal(key, Buffer.from(JSON.stringify(secret)));

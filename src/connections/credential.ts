import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { CredentialPlatform, Secret } from './secret.contract.ts';

export type CredentialKey = { workspaceId: WorkspaceId; credentialId: Id<'credential'> };

/** An account on a platform. Times are epoch milliseconds. */
export type Credential = CredentialKey & {
  platform: CredentialPlatform;
  /** One of its platform in the workspace. */
  accountName: string;
  /** The secret under the vault's key: base64 that the vault alone understands. */
  sealed: string;
  isActive: boolean;
  expiresAt?: number | undefined;
  lastUsedAt?: number | undefined;
  secretChangedAt: number;
  /** Ids of the presets and sources that use it. */
  usedBy: readonly string[];
  version: number;
  createdAt: number;
  updatedAt: number;
};

/** What to call an account whose maker did not say. */
export function defaultName(platform: CredentialPlatform, secret: Secret): string {
  if ('account' in secret && secret.account) return secret.account;
  if ('group_id' in secret && secret.group_id) return `group_${secret.group_id}`;
  return platform;
}

/** When the secret stops to work, as far as it says so itself. */
export function expiryOf(secret: Secret, now: number): number | undefined {
  const { expiry, expires_in }: { expiry?: string | undefined; expires_in?: number | undefined } =
    'token' in secret ? secret.token : 'account_id' in secret ? {} : secret;
  if (expiry !== undefined) return Date.parse(expiry);
  return expires_in === undefined ? undefined : now + expires_in * 1000;
}

/** Which name has to be its own: for whoever chose one that is taken. */
export const nameOf = ({ platform }: Pick<Credential, 'platform'>) =>
  [`a credential of ${platform} with this account name`, 'account_name'] as const;

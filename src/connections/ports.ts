import type { AuditEntry } from '../audit/entry.ts';
import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/page.ts';
import type { Written } from '../kernel/written.ts';
import type { CredentialStatus } from './credential.contract.ts';
import type { Credential, CredentialKey } from './credential.ts';
import type { CredentialPlatform } from './secret.contract.ts';

/**
 * Seals secrets under a key that no row holds. What was sealed for one credential opens for no
 * other, nor in another workspace.
 */
export type Vault = {
  seal: (place: CredentialKey, secret: Uint8Array) => Promise<string>;
  /** Throws for what was changed, moved, or sealed under another key. */
  open: (place: CredentialKey, sealed: string) => Promise<Uint8Array>;
};

export type CredentialFilter = { platform?: CredentialPlatform | undefined };

/** Every change is written with its audit entry, in one transaction. */
export type Credentials = {
  insert: (credential: Credential, entry: AuditEntry) => Promise<Exclude<Written, 'refused'>>;
  /** Undefined for unknown and foreign ones alike. */
  find: (key: CredentialKey) => Promise<Credential | undefined>;
  /** Newest first. */
  list: (
    workspaceId: WorkspaceId,
    filter: CredentialFilter,
    page: PageOf<Id<'credential'>>,
  ) => Promise<Page<Credential, Id<'credential'>>>;
  /** `refused` unless the row still is at the version of `before`. */
  replace: (before: Credential, after: Credential, entry: AuditEntry) => Promise<Written>;
  /** False if something uses it, or it is gone. */
  remove: (credential: Credential, entry: AuditEntry) => Promise<boolean>;
};

/** Asks a platform whether it still takes a credential. */
export type CredentialCheck = (
  key: CredentialKey,
) => Promise<{ status: CredentialStatus; problem: string | null }>;

/** Of platforms that can be asked. */
export type CredentialChecks = Readonly<Partial<Record<CredentialPlatform, CredentialCheck>>>;

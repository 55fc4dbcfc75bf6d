import type { AuditEntry } from '../../audit/entry.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Id, WorkspaceId } from '../../kernel/ids.ts';
import type { Page, PageOf } from '../../kernel/page.ts';
import type { OneTimeSecrets } from '../ports.ts';
import type { ApiKey, KeyInUse } from './api-key.ts';

type KeyId = Id<'apiKey'>;

/** Each change is one transaction with its entry of the audit log. */
export type ApiKeys = {
  insert: (key: ApiKey, entry: AuditEntry) => Promise<void>;
  /** Newest first. */
  list: (workspaceId: WorkspaceId, page: PageOf<KeyId>) => Promise<Page<ApiKey, KeyId>>;
  find: (workspaceId: WorkspaceId, keyId: KeyId) => Promise<ApiKey | undefined>;
  /** False where it is gone already. */
  revoke: (key: ApiKey, entry: AuditEntry) => Promise<boolean>;
  /** Strongly consistent: a key that was revoked is not found by the next call. */
  findByHash: (hash: string) => Promise<KeyInUse | undefined>;
  noteUse: (hash: string, atMilliseconds: number) => Promise<void>;
};

export type KeyDeps = {
  keys: ApiKeys;
  secrets: OneTimeSecrets;
  clock: Clock;
  newId: (name: 'apiKey', atMilliseconds: number) => KeyId;
};

import type { AuditEntry } from '../audit/entry.ts';
import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/page.ts';
import type { Source, SourceKey } from './source.ts';

export type SourceFilter = {
  /** Part of the name, in any case. */
  search?: string | undefined;
  activeOnly: boolean;
};

/** `no_credential`: its account is gone, or is none of its platform. */
export type SourceWritten = 'written' | 'name_taken' | 'no_credential' | 'refused';

/**
 * Every change is written with its audit entry and with the use of its credential, in one
 * transaction. Name, platform and credential together are there once.
 */
export type Sources = {
  insert: (source: Source, entry: AuditEntry) => Promise<SourceWritten>;
  /** Undefined for unknown and foreign ones alike. */
  find: (key: SourceKey) => Promise<Source | undefined>;
  /** Newest first. */
  list: (
    workspaceId: WorkspaceId,
    filter: SourceFilter,
    page: PageOf<Id<'source'>>,
  ) => Promise<Page<Source, Id<'source'>>>;
  /** `refused` unless the row still is at the version of `before`. */
  replace: (before: Source, after: Source, entry: AuditEntry) => Promise<SourceWritten>;
  /** False if it was changed or is gone. */
  remove: (source: Source, entry: AuditEntry) => Promise<boolean>;
};

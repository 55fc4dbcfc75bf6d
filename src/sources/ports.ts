import type { AuditEntry } from '../audit/entry.ts';
import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/page.ts';
import type { Written } from '../kernel/written.ts';
import type { Source, SourceKey } from './source.ts';

export type SourceFilter = {
  /** Part of the name, in any case. */
  search?: string | undefined;
  activeOnly: boolean;
};

/**
 * Every change is written with its audit entry and with the use of its credential, in one
 * transaction. Name, platform and credential together are there once.
 */
export type Sources = {
  insert: (source: Source, entry: AuditEntry) => Promise<Written>;
  /** Undefined for unknown and foreign ones alike. */
  find: (key: SourceKey) => Promise<Source | undefined>;
  /** Newest first. */
  list: (
    workspaceId: WorkspaceId,
    filter: SourceFilter,
    page: PageOf<Id<'source'>>,
  ) => Promise<Page<Source, Id<'source'>>>;
  /** `refused` unless the row still is at the version of `before`. */
  replace: (before: Source, after: Source, entry: AuditEntry) => Promise<Written>;
  /** False if it was changed or is gone. */
  remove: (source: Source, entry: AuditEntry) => Promise<boolean>;
};

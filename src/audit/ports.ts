import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/page.ts';
import type { Action } from './actions.ts';
import type { AuditEntry } from './entry.ts';

/** What is left out is not asked for. Times are milliseconds since the epoch, both included. */
export type AuditFilter = {
  actor?: string | undefined;
  action?: Action | undefined;
  target?: string | undefined;
  from: number;
  to: number;
};

export type AuditLog = {
  /** Newest first. */
  list: (
    workspaceId: WorkspaceId,
    filter: AuditFilter,
    page: PageOf<Id<'auditEntry'>>,
  ) => Promise<Page<AuditEntry, Id<'auditEntry'>>>;
};

import type { AuditEntry } from '../audit/entry.ts';
import type { AuditLog } from '../audit/ports.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Subscription } from '../plans/subscription.ts';
import type { Workspace } from '../workspaces/account.ts';

/** The same change in both logs: the workspace's own, and that of whoever runs the service. */
export type Entries = { ofWorkspace: AuditEntry; ofOperator: AuditEntry };

/** What the operator changes. Each change and both of its entries are one transaction. */
export type Agreements = {
  /** False unless the row still is at the version before this one's. */
  save: (subscription: Subscription, entries: Entries) => Promise<boolean>;
  /** False where it is that already, or there is no such workspace. */
  suspend: (workspaceId: WorkspaceId, at: number, entries: Entries) => Promise<boolean>;
  restore: (workspaceId: WorkspaceId, entries: Entries) => Promise<boolean>;
};

export type OperatorLog = {
  list: (...asked: Tail<Parameters<AuditLog['list']>>) => ReturnType<AuditLog['list']>;
};
type Tail<Values extends readonly unknown[]> = Values extends readonly [unknown, ...infer Rest]
  ? Rest
  : never;

export type Workspaces = {
  findWorkspace: (workspaceId: WorkspaceId) => Promise<Workspace | undefined>;
};

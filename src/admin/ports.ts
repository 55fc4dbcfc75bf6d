import type { AuditEntry } from '../audit/entry.ts';
import type { AuditLog } from '../audit/ports.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Period } from '../plans/period.ts';
import type { PlanName } from '../plans/plans.ts';
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

/** Sums over all workspaces, kept by the transactions that change what they count. */
export type Sums = {
  workspaces: number;
  recordings: number;
  bytes: number;
  overageCost: number;
};
export type Stats = {
  all: () => Promise<{ users: number; suspended: number }>;
  /** What the workspaces of a plan have now. */
  ofPlan: (plan: PlanName) => Promise<Sums>;
  /** What was done under a plan in a month. */
  ofMonth: (period: Period, plan: PlanName) => Promise<Sums>;
  /** Workspaces that subscribed to a plan, in the order of their ids. */
  listPlan: (
    plan: PlanName,
    page: { limit: number; after?: WorkspaceId | undefined },
  ) => Promise<WorkspaceId[]>;
};

export type Workspaces = {
  findWorkspace: (workspaceId: WorkspaceId) => Promise<Workspace | undefined>;
};

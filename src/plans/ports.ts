import type { AuditEntry } from '../audit/entry.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Period } from './period.ts';
import type { Subscription, SubscriptionKey } from './subscription.ts';

export type Subscriptions = {
  /** The free one where there is no row. */
  find: (key: SubscriptionKey) => Promise<Subscription>;
  /** False unless the row still is at the version before this one's. */
  save: (subscription: Subscription, entry: AuditEntry) => Promise<boolean>;
};

/** What a workspace used of a capability in one period. */
export type Usage = {
  period: Period;
  /** Recordings that count: those that are under way and those that are done. */
  used: number;
  /** Of these, what is under way. */
  reserved: number;
  /** Of these, what was beyond the quota. */
  overage: number;
  /** What that costs, in minor units. */
  overageCost: number;
};

export type UsageRows = {
  /** Zeros where nothing was used. */
  find: (workspaceId: WorkspaceId, capability: string, period: Period) => Promise<Usage>;
  /** Periods in which something was used, newest first. */
  list: (
    workspaceId: WorkspaceId,
    capability: string,
    range: { from: Period; to: Period },
  ) => Promise<Usage[]>;
  /** Bytes that are kept now: a level, which no month resets. */
  storedBytes: (workspaceId: WorkspaceId) => Promise<number>;
  /** Tasks that run now. */
  runningTasks: (workspaceId: WorkspaceId) => Promise<number>;
};

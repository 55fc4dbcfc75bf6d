import type { Agreements, Entries } from '../../../../src/admin/ports.ts';
import type { AuditEntry } from '../../../../src/audit/entry.ts';
import type { Subscriptions, Usage, UsageRows } from '../../../../src/plans/ports.ts';
import { freeSubscription, type Subscription } from '../../../../src/plans/subscription.ts';
import type { Workspace } from '../../../../src/workspaces/account.ts';

/** Subscriptions, usage and what the operator changes in memory, as the table keeps them. */
export function memoryPlans(...known: Workspace[]) {
  const rows = new Map<string, Subscription>();
  const workspaces = new Map(known.map(workspace => [workspace.workspaceId, workspace]));
  const months: Usage[] = [];
  const entries: AuditEntry[] = [];
  const noted: Entries[] = [];
  const put = (after: Subscription) => {
    const isNext = (rows.get(after.workspaceId)?.version ?? 0) === after.version - 1;
    if (isNext) rows.set(after.workspaceId, after);
    return isNext;
  };
  const subscriptions: Subscriptions = {
    find: async key => rows.get(key.workspaceId) ?? freeSubscription(key),
    save: async (after, entry) => put(after) && entries.push(entry) > 0,
  };
  const usage: UsageRows = {
    find: async (_workspace, _capability, period) =>
      months.find(month => month.period === period) ?? {
        ...{ period, used: 0, reserved: 0, overage: 0, overageCost: 0 },
      },
    list: async (_workspace, _capability, { from, to }) =>
      months
        .filter(({ period }) => period >= from && period <= to)
        .sort((one, other) => (one.period < other.period ? 1 : -1)),
    storedBytes: async () => 3 * 1024 ** 3,
    runningTasks: async () => 1,
  };
  const agreements: Agreements = {
    save: async (after, both) => put(after) && noted.push(both) > 0,
    suspend: async (workspaceId, suspendedAt, both) => {
      const row = workspaces.get(workspaceId);
      if (!row || row.suspendedAt !== undefined) return false;
      workspaces.set(workspaceId, { ...row, suspendedAt });
      return noted.push(both) > 0;
    },
    restore: async (workspaceId, both) => {
      const { suspendedAt, ...row } = workspaces.get(workspaceId) ?? {};
      if (suspendedAt === undefined) return false;
      workspaces.set(workspaceId, row as Workspace);
      return noted.push(both) > 0;
    },
  };
  return { subscriptions, usage, agreements, rows, months, entries, noted, workspaces };
}

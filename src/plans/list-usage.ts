import type { Clock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { type Period, periodBefore, periodOf } from './period.ts';
import type { UsageList } from './plan.contract.ts';
import { type Capability, CURRENCY } from './plans.ts';
import type { UsageRows } from './ports.ts';
import { usageView } from './views.ts';

type Deps = { usage: Pick<UsageRows, 'list'>; clock: Clock };
type Range = { from?: Period | undefined; to?: Period | undefined };

/** Months in which something was used, newest first. */
export const listUsage =
  ({ usage, clock }: Deps) =>
  async (
    workspaceId: WorkspaceId,
    capability: Capability,
    { from, to }: Range,
  ): Promise<UsageList> => {
    const now = periodOf(clock());
    const range = { from: from ?? (to && to < now ? to : now), to: to ?? now };
    const items = range.from > range.to ? [] : await usage.list(workspaceId, capability, range);
    return { items: items.map(usageView), currency: CURRENCY, cursor: null };
  };

type Asked = { limit: number; period?: Period | undefined };

/** The newest months, or one. */
export const listHistory =
  (deps: Deps) =>
  (workspaceId: WorkspaceId, capability: Capability, { limit, period }: Asked) => {
    const to = period ?? periodOf(deps.clock());
    const from = period ?? periodBefore(to, limit - 1);
    return listUsage(deps)(workspaceId, capability, { from, to });
  };

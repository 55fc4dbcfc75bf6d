import { optionalIso } from '../kernel/clock.ts';
import { type Id, trustedWorkspaceId, type WorkspaceId } from '../kernel/ids.ts';
import { getQuota, type QuotaDeps } from '../plans/get-quota.ts';
import { CURRENCY, PLAN_NAMES, type PlanName } from '../plans/plans.ts';
import type { WorkspaceStats } from './admin.contract.ts';
import type { Stats, Workspaces } from './ports.ts';

type Deps = QuotaDeps & { stats: Pick<Stats, 'listPlan'>; workspaces: Workspaces };
type Asked = {
  limit: number;
  cursor?: Id<'workspace'> | undefined;
  plan_name?: PlanName | undefined;
  exceeded_only: boolean;
};

/** Of those that are not told of: a page ends where so many were looked at. */
const MOST_LOOKED_AT = 500;
/** What is read for each is little, and a hundred at once would be throttled. */
const AT_ONCE = 25;

/**
 * Workspaces with what they use, plan by plan. The cursor is the last one that was looked at: where
 * only those are asked for that exceed, it leads on though the page is short.
 */
export const listStats =
  (deps: Deps) =>
  async ({ limit, cursor, plan_name, exceeded_only }: Asked) => {
    const items: WorkspaceStats[] = [];
    let after = cursor && trustedWorkspaceId(cursor);
    let looked = 0;
    for (const plan of await plansFrom(deps, plan_name, after)) {
      for (;;) {
        const size = Math.min(AT_ONCE, limit - items.length);
        const ids = await deps.stats.listPlan(plan, { limit: size, after });
        const rows = await Promise.all(ids.map(id => statsOf(deps, id, plan)));
        items.push(
          ...rows.flatMap(row => (row && (row.is_exceeding || !exceeded_only) ? row : [])),
        );
        looked += ids.length;
        after = ids.at(-1) ?? after;
        if (items.length >= limit || looked >= MOST_LOOKED_AT) return page(items, after);
        if (ids.length < size) break;
      }
      after = undefined;
    }
    return page(items, undefined);
  };

const page = (items: WorkspaceStats[], after: WorkspaceId | undefined) => ({
  ...{ items, currency: CURRENCY, cursor: after ?? null },
});

/** A list goes on in the plan of the workspace that its cursor names. */
async function plansFrom(
  { subscriptions }: Deps,
  asked: PlanName | undefined,
  after: WorkspaceId | undefined,
): Promise<readonly PlanName[]> {
  if (asked) return [asked];
  if (!after) return PLAN_NAMES;
  const { plan } = await subscriptions.find({ workspaceId: after, capability: 'recordings' });
  return PLAN_NAMES.slice(PLAN_NAMES.indexOf(plan));
}

async function statsOf(
  deps: Deps,
  workspaceId: WorkspaceId,
  plan: PlanName,
): Promise<WorkspaceStats | undefined> {
  const [workspace, quota] = await Promise.all([
    deps.workspaces.findWorkspace(workspaceId),
    getQuota(deps)(workspaceId, 'recordings'),
  ]);
  if (!workspace) return undefined;
  const { recordings, storage } = quota;
  const exceeds = (used: number, limit: number | null) => limit !== null && used > limit;
  return {
    workspace_id: `wsp_${workspaceId.slice('wsp_'.length)}`,
    name: workspace.name,
    plan_name: plan,
    recordings_used: recordings.used,
    recordings_limit: recordings.limit,
    storage_used_gb: storage.used_gb,
    storage_limit_gb: storage.limit_gb,
    is_exceeding:
      exceeds(recordings.used, recordings.limit) || exceeds(storage.used_gb, storage.limit_gb),
    overage_enabled: quota.is_overage_enabled,
    overage_cost: quota.overage_cost_this_month,
    suspended_at: optionalIso(workspace.suspendedAt),
  };
}

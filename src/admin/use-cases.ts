import { listAudit } from '../audit/list-audit.ts';
import { optionalIso, toIso } from '../kernel/clock.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import { getQuota, type QuotaDeps } from '../plans/get-quota.ts';
import type { Workspace } from '../workspaces/account.ts';
import type { AdminWorkspace } from './admin.contract.ts';
import { setPlan, setQuotas } from './agree.ts';
import { getOverview, getStats } from './get-stats.ts';
import { listStats } from './list-stats.ts';
import { loadWorkspace } from './load-workspace.ts';
import type { Agreements, OperatorLog, Stats, Workspaces } from './ports.ts';
import type { adminRoutes } from './routes.ts';
import { restoreWorkspace, suspendWorkspace } from './suspend-workspace.ts';

export type AdminDeps = QuotaDeps & {
  workspaces: Workspaces;
  agreements: Agreements;
  operatorLog: OperatorLog;
  stats: Stats;
};

/** What each route of the operator does, in the names of the API. */
export function adminUseCases(deps: AdminDeps): UseCases<typeof adminRoutes> {
  const load = (params: { workspace_id: string }) => loadWorkspace(deps.workspaces, params);
  const shown = async (workspace: Workspace): Promise<AdminWorkspace> => ({
    workspace_id: `wsp_${workspace.workspaceId.slice('wsp_'.length)}`,
    name: workspace.name,
    created_at: toIso(workspace.createdAt),
    suspended_at: optionalIso(workspace.suspendedAt),
    quota: await getQuota(deps)(workspace.workspaceId, 'recordings'),
  });
  return {
    getStatsOverview: () => getOverview(deps)(),
    listWorkspaceStats: (_caller, asked) => listStats(deps)(asked),
    getQuotaStats: (_caller, { period }) => getStats(deps)(period),
    setPlan: async (caller, { workspace_id, ...plan }, request) => {
      const { workspaceId } = await load({ workspace_id });
      return setPlan(deps)({ caller, workspaceId, request }, plan);
    },
    setQuotas: async (caller, { workspace_id, ...quotas }, request) => {
      const { workspaceId } = await load({ workspace_id });
      return setQuotas(deps)({ caller, workspaceId, request }, quotas);
    },
    suspendWorkspace: async (caller, params, request) =>
      shown(await suspendWorkspace(deps)(caller, await load(params), request)),
    restoreWorkspace: async (caller, params, request) =>
      shown(await restoreWorkspace(deps)(caller, await load(params), request)),
    getWorkspaceUsage: async (_caller, params) => shown(await load(params)),
    listOperatorAudit: ({ workspaceId }, { limit, cursor, ...asked }) =>
      // The log is one for all workspaces: the operator's own is not looked at.
      listAudit({ log: { list: (_own, ...rest) => deps.operatorLog.list(...rest) } })(
        workspaceId,
        asked,
        { limit, cursor },
      ),
  };
}

import type { Clock } from '../kernel/clock.ts';
import { type Period, periodOf } from '../plans/period.ts';
import { CURRENCY, PLAN_NAMES } from '../plans/plans.ts';
import { gigabytes } from '../plans/views.ts';
import type { Overview, QuotaStats } from './admin.contract.ts';
import type { Stats, Sums } from './ports.ts';

type Deps = { stats: Stats; clock: Clock };

const sumOf = (rows: readonly Sums[], what: keyof Sums) =>
  rows.reduce((sum, row) => sum + row[what], 0);

/** How much there is of everything. */
export const getOverview =
  ({ stats }: Pick<Deps, 'stats'>) =>
  async (): Promise<Overview> => {
    const [{ users, suspended }, plans] = await Promise.all([
      stats.all(),
      Promise.all(PLAN_NAMES.map(stats.ofPlan)),
    ]);
    const [free, plus, pro, enterprise] = plans.map(({ workspaces }) => workspaces);
    return {
      total_users: users,
      total_workspaces: sumOf(plans, 'workspaces'),
      suspended_workspaces: suspended,
      total_recordings: sumOf(plans, 'recordings'),
      total_storage_gb: gigabytes(sumOf(plans, 'bytes')),
      total_plans: PLAN_NAMES.length,
      workspaces_by_plan: {
        ...{ free: free ?? 0, plus: plus ?? 0, pro: pro ?? 0, enterprise: enterprise ?? 0 },
      },
    };
  };

/** What was done in a month, and what is kept now, by plan. */
export const getStats =
  ({ stats, clock }: Deps) =>
  async (asked?: Period): Promise<QuotaStats> => {
    const period = asked ?? periodOf(clock());
    const rows = await Promise.all(
      PLAN_NAMES.map(async plan => ({
        plan,
        kept: await stats.ofPlan(plan),
        done: await stats.ofMonth(period, plan),
      })),
    );
    return {
      period,
      total_recordings: sumOf(
        rows.map(({ done }) => done),
        'recordings',
      ),
      total_storage_gb: gigabytes(
        sumOf(
          rows.map(({ kept }) => kept),
          'bytes',
        ),
      ),
      total_overage_cost: sumOf(
        rows.map(({ done }) => done),
        'overageCost',
      ),
      currency: CURRENCY,
      plans: rows.map(({ plan, kept, done }) => ({
        plan_name: plan,
        total_workspaces: kept.workspaces,
        total_recordings: done.recordings,
        total_storage_gb: gigabytes(kept.bytes),
        total_overage_cost: done.overageCost,
        avg_recordings_per_workspace: share(done.recordings, kept.workspaces),
        avg_storage_per_workspace_gb: gigabytes(share(kept.bytes, kept.workspaces)),
      })),
    };
  };

const share = (sum: number, of: number) => (of === 0 ? 0 : Math.round((sum / of) * 100) / 100);

import * as z from 'zod';
import { AuditList, ListAuditQuery } from '../audit/audit.contract.ts';
import { listQuery } from '../kernel/http/list-query.ts';
import { idSchema } from '../kernel/ids.ts';
import { Period, QuotaView, SetPlan, SetQuotas, SubscriptionView } from '../plans/plan.contract.ts';
import { CURRENCY, PLAN_NAMES } from '../plans/plans.ts';

export { SetPlan, SetQuotas, SubscriptionView };

const WorkspaceId = idSchema('workspace', 'A workspace id: wsp_ and 26 characters.');

export const WorkspaceParams = z.strictObject({ workspace_id: WorkspaceId });

/** A workspace as the operator sees it: what it is and has, never what is in it. */
export const AdminWorkspace = z.strictObject({
  workspace_id: WorkspaceId,
  name: z.string(),
  created_at: z.iso.datetime(),
  suspended_at: z.iso.datetime().nullable(),
  quota: QuotaView,
});
export type AdminWorkspace = z.infer<typeof AdminWorkspace>;

const Money = z.int().describe('In minor units of the currency.');
const Currency = z.literal(CURRENCY).describe('ISO 4217.');
const Plan = z.literal(PLAN_NAMES);

export const Overview = z.strictObject({
  total_users: z.int(),
  total_workspaces: z.int(),
  suspended_workspaces: z.int(),
  total_recordings: z.int().describe('That are kept now.'),
  total_storage_gb: z.number(),
  total_plans: z.int(),
  workspaces_by_plan: z.record(Plan, z.int()),
});
export type Overview = z.infer<typeof Overview>;

export const QuotaStatsQuery = z.strictObject({ period: Period.optional() });

export const QuotaStats = z.strictObject({
  period: Period,
  total_recordings: z.int().describe('That were done in the period.'),
  total_storage_gb: z.number().describe('That are kept now.'),
  total_overage_cost: Money,
  currency: Currency,
  plans: z.array(
    z.strictObject({
      plan_name: Plan,
      total_workspaces: z.int(),
      total_recordings: z.int(),
      total_storage_gb: z.number(),
      total_overage_cost: Money,
      avg_recordings_per_workspace: z.number(),
      avg_storage_per_workspace_gb: z.number(),
    }),
  ),
});
export type QuotaStats = z.infer<typeof QuotaStats>;

const Limit = z.number().nullable().describe('Null for no limit.');

export const WorkspaceStatsQuery = listQuery('workspace').extend({
  plan_name: Plan.optional(),
  exceeded_only: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .default(false)
    .describe(
      'Only those that use more than they have. A page may have fewer than `limit` of them.',
    ),
});

const WorkspaceStats = z.strictObject({
  workspace_id: WorkspaceId,
  name: z.string(),
  plan_name: Plan,
  recordings_used: z.int(),
  recordings_limit: Limit,
  storage_used_gb: z.number(),
  storage_limit_gb: Limit,
  is_exceeding: z.boolean(),
  overage_enabled: z.boolean(),
  overage_cost: Money,
  suspended_at: z.iso.datetime().nullable(),
});
export type WorkspaceStats = z.infer<typeof WorkspaceStats>;

export const WorkspaceStatsList = z.strictObject({
  items: z.array(WorkspaceStats),
  currency: Currency,
  cursor: z.string().nullable(),
});

export const AdminAuditQuery = ListAuditQuery;
export const AdminAuditList = AuditList;

import * as z from 'zod';
import { AuditList, ListAuditQuery } from '../audit/audit.contract.ts';
import { idSchema } from '../kernel/ids.ts';
import { QuotaView, SetPlan, SetQuotas, SubscriptionView } from '../plans/plan.contract.ts';

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

export const AdminAuditQuery = ListAuditQuery;
export const AdminAuditList = AuditList;

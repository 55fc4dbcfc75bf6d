import type { UseCases } from '../kernel/http/use-cases.ts';
import { listAudit } from './list-audit.ts';
import type { AuditLog } from './ports.ts';
import type { auditRoutes } from './routes.ts';

/** Which use case answers each route of the audit log. */
export const auditUseCases = (deps: { log: AuditLog }): UseCases<typeof auditRoutes> => ({
  listAudit: ({ workspaceId }, { limit, cursor, ...filter }) =>
    listAudit(deps)(workspaceId, filter, { limit, cursor }),
});

import type { Route } from '../kernel/http/route.ts';
import { AuditList, ListAuditQuery } from './audit.contract.ts';

export const auditRoutes = [
  {
    method: 'GET',
    path: '/v1/audit',
    summary: 'List who changed what in the workspace, newest first',
    right: 'audit.read',
    query: ListAuditQuery,
    response: AuditList,
    use: 'listAudit',
  },
] as const satisfies readonly Route[];

import { auditLog } from '../../src/adapters/dynamodb/audit/audit-log.ts';
import { auditRoutes } from '../../src/audit/routes.ts';
import { auditUseCases } from '../../src/audit/use-cases.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();

export const handler = apiHandler(
  auditRoutes,
  auditUseCases({ log: auditLog(table) }),
  apiPlatform(table),
);

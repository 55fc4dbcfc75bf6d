import { agreements } from '../../src/adapters/dynamodb/admin/agreements.ts';
import { operatorLog } from '../../src/adapters/dynamodb/admin/operator-log.ts';
import { statsRepository } from '../../src/adapters/dynamodb/admin/stats-repository.ts';
import { subscriptionRepository } from '../../src/adapters/dynamodb/plans/subscription-repository.ts';
import { usageRepository } from '../../src/adapters/dynamodb/plans/usage-repository.ts';
import { accountRepository } from '../../src/adapters/dynamodb/workspaces/account-repository.ts';
import { adminRoutes } from '../../src/admin/routes.ts';
import { adminUseCases } from '../../src/admin/use-cases.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  subscriptions: subscriptionRepository(table),
  usage: usageRepository(table),
  workspaces: accountRepository(table),
  agreements: agreements(table),
  operatorLog: operatorLog(table),
  stats: statsRepository(table),
  clock: Date.now,
};

export const handler = apiHandler(adminRoutes, adminUseCases(deps), apiPlatform(table));

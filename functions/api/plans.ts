import { subscriptionRepository } from '../../src/adapters/dynamodb/plans/subscription-repository.ts';
import { usageRepository } from '../../src/adapters/dynamodb/plans/usage-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { planRoutes } from '../../src/plans/routes.ts';
import { planUseCases } from '../../src/plans/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const deps = {
  subscriptions: subscriptionRepository(table),
  usage: usageRepository(table),
  clock: Date.now,
};

export const handler = apiHandler(planRoutes, planUseCases(deps), apiPlatform(table));

import { afterAll, beforeAll, expect, test } from 'vitest';
import { subscriptionEntity } from '../../../src/adapters/dynamodb/plans/subscription-entity.ts';
import { subscriptionRepository } from '../../../src/adapters/dynamodb/plans/subscription-repository.ts';
import { newId, trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import { PLAN_NAMES } from '../../../src/plans/plans.ts';
import { startTable } from '../../support/table.ts';

let started: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  started = await startTable();
});
afterAll(() => started.stop());

const newWorkspace = () => trustedWorkspaceId(newId('workspace', Date.now()));
const find = (workspaceId: ReturnType<typeof newWorkspace>) =>
  subscriptionRepository(started.table).find(workspaceId);
const store = (workspaceId: ReturnType<typeof newWorkspace>, plan: string) =>
  subscriptionEntity(started.table)
    .create({ workspaceId, plan: plan as 'free', customConcurrentTasks: 3 })
    .go();

test('a workspace without a row has the free plan', async () => {
  expect(await find(newWorkspace())).toEqual({ plan: 'free' });
});

test.each(PLAN_NAMES)('%s is stored and found', async plan => {
  const workspaceId = newWorkspace();
  await store(workspaceId, plan);
  expect(await find(workspaceId)).toMatchObject({ plan, customConcurrentTasks: 3 });
});

test('a plan that the table of plans does not have is not stored', async () => {
  const workspaceId = newWorkspace();
  await expect(store(workspaceId, 'golden')).rejects.toThrow(/plan/);
  expect(await find(workspaceId)).toEqual({ plan: 'free' });
});

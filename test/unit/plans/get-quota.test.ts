import { expect, test } from 'vitest';
import { getQuota } from '../../../src/plans/get-quota.ts';
import { memoryPlans } from '../../support/fakes/memory/plans.ts';
import { newWorkspaceId, sampleSubscription } from '../../support/samples.ts';

const NOW = Date.parse('2026-02-10T12:00:00Z');
const workspaceId = newWorkspaceId();
const quota = (it: ReturnType<typeof memoryPlans>) =>
  getQuota({ ...it, clock: () => NOW })(workspaceId, 'recordings');

test('what is used stands beside what there is', async () => {
  const it = memoryPlans();
  it.months.push({ period: '202602', used: 4, reserved: 1, overage: 0, overageCost: 0 });
  expect(await quota(it)).toMatchObject({
    recordings: { used: 4, limit: 10, available: 6 },
    storage: { used_gb: 3, limit_gb: 5, available_gb: 2 },
    concurrent_tasks: { used: 1, limit: 1, available: 0 },
    resets_at: '2026-03-01T00:00:00.000Z',
  });
});

test('more than a smaller plan has leaves nothing, and never less than that', async () => {
  const it = memoryPlans();
  it.rows.set(workspaceId, sampleSubscription({ workspaceId, custom: { storageGigabytes: 0 } }));
  it.months.push({ period: '202602', used: 40, reserved: 0, overage: 30, overageCost: 900 });
  expect(await quota(it)).toMatchObject({
    recordings: { used: 40, limit: 10, available: 0 },
    storage: { limit_gb: 0, available_gb: 0 },
    overage_cost_this_month: 900,
  });
});

test('no limit is null', async () => {
  const it = memoryPlans();
  it.rows.set(workspaceId, sampleSubscription({ workspaceId, plan: 'enterprise' }));
  expect(await quota(it)).toMatchObject({
    recordings: { used: 0, limit: null, available: null },
    storage: { limit_gb: null, available_gb: null },
  });
});

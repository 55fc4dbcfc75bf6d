import { expect, test } from 'vitest';
import { subscriptionRepository } from '../../../src/adapters/dynamodb/plans/subscription-repository.ts';
import { auditEntry } from '../../../src/audit/entry.ts';
import { PLAN_NAMES } from '../../../src/plans/plans.ts';
import type { Subscription } from '../../../src/plans/subscription.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { sampleSubscription } from '../../support/samples.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();

const save = (subscription: Subscription) => {
  const { workspaceId: target } = subscription;
  const change = { action: 'subscription.change', target } as const;
  const entry = auditEntry(personOf(target), REQUEST, change, 1);
  return subscriptionRepository(table()).save(subscription, entry);
};
const find = (key: Subscription) => subscriptionRepository(table()).find(key);

test('a workspace without a row has the free plan', async () => {
  const subscription = sampleSubscription();
  expect(await find(subscription)).toEqual(subscription);
});

test.each(PLAN_NAMES)('%s is stored and found', async plan => {
  const custom = { concurrentTasks: 0, storageGigabytes: 7 };
  const times = { startsAt: 5, expiresAt: 9 };
  const subscription = sampleSubscription({ plan, custom, ...times, payAsYouGo: true, version: 1 });
  expect(await save(subscription)).toBe(true);
  expect(await find(subscription)).toEqual(subscription);
});

test('of two changes of one version one is made, and what it leaves out is gone', async () => {
  const first = sampleSubscription({ plan: 'plus', expiresAt: 9, version: 1 });
  expect(await Promise.all([save(first), save(first)])).toContain(false);
  const { expiresAt: _gone, ...rest } = first;
  const second = { ...rest, expiresAt: null, version: 2 };
  expect(await save(second)).toBe(true);
  expect(await save(second)).toBe(false);
  expect(await find(first)).toEqual(second);
});

test('a plan that the table of plans does not have is not stored', async () => {
  const subscription = sampleSubscription({ version: 1 });
  await expect(save({ ...subscription, plan: 'golden' as 'free' })).rejects.toThrow(/plan/);
  expect(await find(subscription)).toMatchObject({ plan: 'free', version: 0 });
});

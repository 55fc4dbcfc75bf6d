import { expect, test } from 'vitest';
import { effective } from '../../../src/plans/subscription.ts';
import { sampleSubscription } from '../../support/samples.ts';

const NOW = 1000;

test('who never subscribed is on the free plan', () => {
  expect(effective(sampleSubscription(), NOW)).toMatchObject({
    ...{ name: 'free', recordingsPerMonth: 10, concurrentTasks: 1, overage: null },
  });
});

test('what was agreed replaces the number of the plan, and 0 is 0', () => {
  const custom = { recordingsPerMonth: 0, storageGigabytes: 0, concurrentTasks: 40 };
  const plan = effective(sampleSubscription({ plan: 'pro', custom }), NOW);
  expect(plan).toMatchObject({ ...custom, automationJobs: 10, minIntervalHours: 1 });
});

test.each([
  { what: 'before its start', startsAt: NOW + 1, name: 'free' },
  { what: 'from its start', startsAt: NOW, name: 'pro' },
  { what: 'until its end', expiresAt: NOW + 1, name: 'pro' },
  { what: 'from its end', expiresAt: NOW, name: 'free' },
])('$what it is $name', ({ what: _what, name, ...times }) => {
  const subscription = { plan: 'pro', custom: { concurrentTasks: 40 }, payAsYouGo: true } as const;
  const plan = effective(sampleSubscription({ ...subscription, ...times }), NOW);
  expect(plan.name).toBe(name);
  expect(plan.concurrentTasks).toBe(name === 'pro' ? 40 : 1);
  expect(plan.overage !== null).toBe(name === 'pro');
});

test('overage costs what the plan says, up to what the workspace allows', () => {
  const agreed = { payAsYouGo: true, payAsYouGoLimit: 120 };
  expect(effective(sampleSubscription({ plan: 'plus', ...agreed }), NOW).overage).toEqual({
    ...{ price: 40, most: 120 },
  });
  // What it costs is agreed with each of them.
  expect(effective(sampleSubscription({ plan: 'enterprise', ...agreed }), NOW).overage).toBeNull();
});

import { expect, test } from 'vitest';
import { PLAN_NAMES, PLANS, type Plan, planOf } from '../../../src/plans/plans.ts';

test('each name has a plan, and no plan is without one', () => {
  expect(Object.keys(PLANS.recordings)).toEqual([...PLAN_NAMES]);
});

const UNLIMITED = null;

/** The table of the specification. */
test.each([
  ['free', 10, 5, 1, 0, null, 0, 0, 50],
  ['plus', 50, 25, 2, 3, 6, 1000, 10_000, 40],
  ['pro', 200, 100, 5, 10, 1, 3000, 30_000, 30],
  ['enterprise', UNLIMITED, UNLIMITED, 10, UNLIMITED, 1, null, null, null],
] as const)('%s', (name, recordings, storage, tasks, jobs, interval, month, year, overage) => {
  expect(planOf('recordings', name)).toMatchObject({
    ...{ recordingsPerMonth: recordings, storageGigabytes: storage, concurrentTasks: tasks },
    ...{ automationJobs: jobs, minIntervalHours: interval },
    ...{ priceMonth: month, priceYear: year, overagePrice: overage },
    ...{ sources: 10, presets: 10, templates: 20 },
  });
});

test('no dearer plan has fewer of anything', () => {
  const steps = PLAN_NAMES.map(name => planOf('recordings', name));
  const counts = (plan: Plan) =>
    [plan.concurrentTasks, plan.renderTasks, plan.weight, plan.sortOrder].concat(
      plan.recordingsPerMonth ?? Number.POSITIVE_INFINITY,
    );
  for (const [index, plan] of steps.slice(1).entries()) {
    const cheaper = steps[index];
    for (const [at, count] of counts(plan).entries()) {
      expect(count).toBeGreaterThan(counts(cheaper ?? plan)[at] ?? 0);
    }
  }
});

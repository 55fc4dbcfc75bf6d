import { describe, expect, test } from 'vitest';
import {
  concurrentTasks,
  DEFAULT_SUBSCRIPTION,
  PLAN_NAMES,
  PLANS,
  renderTasks,
} from '../../../src/plans/plans.ts';

test('each name has a plan, and no plan is without one', () => {
  expect(Object.keys(PLANS)).toEqual([...PLAN_NAMES]);
});

test('a workspace without a subscription runs one task at a time, on one worker', () => {
  expect(concurrentTasks(DEFAULT_SUBSCRIPTION)).toBe(1);
  expect(renderTasks(DEFAULT_SUBSCRIPTION)).toBe(1);
});

describe('tasks at a time', () => {
  test.each([
    { plan: 'free', tasks: 1 },
    { plan: 'plus', tasks: 2 },
    { plan: 'pro', tasks: 5 },
    { plan: 'enterprise', tasks: 10 },
  ] as const)('are $tasks on $plan', ({ plan, tasks }) => {
    expect(concurrentTasks({ plan })).toBe(tasks);
  });

  test.each([0, 3, 40])('are %i where that was agreed, whatever the plan is', agreed => {
    expect(concurrentTasks({ plan: 'pro', customConcurrentTasks: agreed })).toBe(agreed);
  });
});

test('no dearer plan has fewer of anything', () => {
  const { free, plus, pro, enterprise } = PLANS;
  const steps = [free, plus, pro, enterprise];
  for (const [index, plan] of steps.slice(1).entries()) {
    const cheaper = steps[index] ?? free;
    expect(plan.concurrentTasks).toBeGreaterThan(cheaper.concurrentTasks);
    expect(plan.renderTasks).toBeGreaterThan(cheaper.renderTasks);
    expect(plan.recordingsPerMonth ?? Number.POSITIVE_INFINITY).toBeGreaterThan(
      cheaper.recordingsPerMonth ?? 0,
    );
  }
});

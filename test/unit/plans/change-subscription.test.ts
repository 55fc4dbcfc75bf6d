import { expect, test } from 'vitest';
import { changeSubscription } from '../../../src/plans/change-subscription.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { memoryPlans } from '../../support/fakes/memory/plans.ts';

const caller = personOf();
const change = (it: ReturnType<typeof memoryPlans>, wanted: object) =>
  changeSubscription({ ...it, clock: () => 5 })(
    caller,
    'recordings',
    { version: 0, ...wanted },
    REQUEST,
  );

test('what is left out stays, and the log tells of what changed alone', async () => {
  const it = memoryPlans();
  await change(it, { pay_as_you_go_enabled: true, pay_as_you_go_monthly_limit: 70 });
  const view = await change(it, { version: 1, pay_as_you_go_monthly_limit: null });
  expect(view).toMatchObject({ pay_as_you_go_enabled: true, pay_as_you_go_monthly_limit: null });
  expect(it.entries[1]).toMatchObject({
    action: 'subscription.change',
    before: { version: 1, pay_as_you_go_monthly_limit: 70 },
    after: { version: 2, pay_as_you_go_monthly_limit: null },
  });
});

test('who has not seen the newest version changes nothing', async () => {
  const it = memoryPlans();
  await change(it, { pay_as_you_go_enabled: true });
  await expect(change(it, {})).rejects.toMatchObject({ code: 'version_conflict' });
  const late = { ...it.subscriptions, save: async () => false };
  const racing = { ...it, subscriptions: late };
  await expect(change(racing, { version: 1 })).rejects.toMatchObject({ code: 'version_conflict' });
  expect(it.entries).toHaveLength(1);
});

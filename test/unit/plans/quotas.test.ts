import { expect, test } from 'vitest';
import { AppError } from '../../../src/kernel/errors.ts';
import { planQuotas, storageRoom } from '../../../src/plans/quotas.ts';
import type { Subscription } from '../../../src/plans/subscription.ts';
import { newWorkspaceId, sampleSubscription } from '../../support/samples.ts';

const NOW = Date.parse('2026-02-10T12:00:00Z');
const workspaceId = newWorkspaceId();
const deps = (changes: Partial<Subscription> = {}) => ({
  subscriptions: { find: async () => sampleSubscription({ workspaceId, ...changes }) },
  usage: { storedBytes: async () => 7 },
  clock: () => NOW,
});
const recording = { workspaceId, kind: 'recording', id: 'rec_1' };

test('a recording is charged to the month of UTC, by the plan and what was agreed', async () => {
  const charge = await planQuotas(deps()).chargeOf(recording);
  expect(charge).toMatchObject({
    ...{ capability: 'recordings', period: '202602', limit: 10, overage: null, plan: 'free' },
  });
  const agreed = { plan: 'pro', custom: { recordingsPerMonth: 0 }, payAsYouGo: true } as const;
  expect(await planQuotas(deps(agreed)).chargeOf(recording)).toMatchObject({
    ...{ limit: 0, overage: { price: 30, most: null } },
  });
});

test('what no capability counts costs nothing', async () => {
  const note = { ...recording, kind: 'note' };
  expect(await planQuotas(deps()).chargeOf(note)).toBeUndefined();
});

test('a refusal says what is used of what, until when, and of which plan', async () => {
  const charge = await planQuotas(deps()).chargeOf(recording);
  const refusal = charge?.refusal(10);
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({
    code: 'quota_exceeded',
    message:
      'The plan free has 10 recordings a month, and 10 are used: choose a larger plan, or wait until 2026-03-01T00:00:00.000Z.',
    quota: { used: 10, limit: 10, resets_at: '2026-03-01T00:00:00.000Z', plan: 'free' },
  });
});

test('room is what the plan has, and a refusal tells the level', async () => {
  const room = await storageRoom(deps())(workspaceId);
  expect(room.bytes).toBe(5 * 1024 ** 3);
  expect(await room.refusal()).toMatchObject({
    quota: { used: 7, limit: 5 * 1024 ** 3, resets_at: null, plan: 'free' },
  });
  expect((await storageRoom(deps({ plan: 'enterprise' }))(workspaceId)).bytes).toBeNull();
});

test('a priority beyond the plan is refused with the field and the most', async () => {
  const pro = planQuotas(deps({ plan: 'pro' }));
  expect(await pro.priorityOf(workspaceId, 2)).toBe(2);
  await expect(pro.priorityOf(workspaceId, 3)).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path: 'priority', message: 'Must be 2 at most, on pro.' }],
  });
});

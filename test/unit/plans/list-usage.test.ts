import { expect, test } from 'vitest';
import { listHistory, listUsage } from '../../../src/plans/list-usage.ts';
import { memoryPlans } from '../../support/fakes/memory/plans.ts';
import { newWorkspaceId } from '../../support/samples.ts';

const it = memoryPlans();
for (const period of ['202511', '202512', '202601', '202602']) {
  it.months.push({ period, used: 1, reserved: 0, overage: 0, overageCost: 0 });
}
const deps = { ...it, clock: () => Date.parse('2026-02-10T12:00:00Z') };
const periods = async (list: Promise<{ items: { period: string }[] }>) =>
  (await list).items.map(({ period }) => period);
const workspaceId = newWorkspaceId();

test.each([
  [{}, ['202602']],
  [{ from: '202512' }, ['202602', '202601', '202512']],
  [{ to: '202512' }, ['202512']],
  [{ from: '202511', to: '202512' }, ['202512', '202511']],
  [{ from: '209901' }, []],
])('%o gives %o', async (range, wanted) => {
  expect(await periods(listUsage(deps)(workspaceId, 'recordings', range))).toEqual(wanted);
});

test.each([
  [{ limit: 3 }, ['202602', '202601', '202512']],
  [{ limit: 12, period: '202511' }, ['202511']],
])('a history of %o is %o', async (asked, wanted) => {
  expect(await periods(listHistory(deps)(workspaceId, 'recordings', asked))).toEqual(wanted);
});

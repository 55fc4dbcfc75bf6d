import { expect, test } from 'vitest';
import { restoreWorkspace, suspendWorkspace } from '../../../src/admin/suspend-workspace.ts';
import { planLimits } from '../../../src/plans/limits.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { memoryPlans } from '../../support/fakes/memory/plans.ts';
import { newWorkspaceId } from '../../support/samples.ts';

const operator = personOf();
const workspace = {
  workspaceId: newWorkspaceId(),
  ...{ name: 'Physics', timeZone: 'UTC', createdAt: 1, version: 1, ownerCount: 1 },
};

test('it is suspended and restored once each, and both logs tell', async () => {
  const it = memoryPlans(workspace);
  const deps = { ...it, clock: () => 7 };
  const suspended = await suspendWorkspace(deps)(operator, workspace, REQUEST);
  expect(suspended.suspendedAt).toBe(7);
  const again = suspendWorkspace(deps)(operator, workspace, REQUEST);
  await expect(again).rejects.toMatchObject({ code: 'conflict' });
  expect(await restoreWorkspace(deps)(operator, suspended, REQUEST)).toEqual(workspace);
  const twice = restoreWorkspace(deps)(operator, suspended, REQUEST);
  await expect(twice).rejects.toMatchObject({ code: 'conflict' });
  expect(it.noted).toMatchObject([
    {
      ofWorkspace: { action: 'workspace.suspend', actor: 'operator', ip: '' },
      ofOperator: { action: 'workspace.suspend', actor: operator.userId, ip: REQUEST.ip },
    },
    { ofWorkspace: { action: 'workspace.restore', after: { suspended_at: null } } },
  ]);
});

test('nothing that waits starts in it', async () => {
  const { subscriptions } = memoryPlans();
  const limits = planLimits(subscriptions, async () => true);
  expect(await limits.find(workspace.workspaceId)).toMatchObject({ tasks: 0 });
});

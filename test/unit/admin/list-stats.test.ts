import { expect, test } from 'vitest';
import { listStats } from '../../../src/admin/list-stats.ts';
import type { Stats } from '../../../src/admin/ports.ts';
import type { WorkspaceId } from '../../../src/kernel/ids.ts';
import type { PlanName } from '../../../src/plans/plans.ts';
import { memoryPlans } from '../../support/fakes/memory/plans.ts';
import { newWorkspaceId, sampleSubscription } from '../../support/samples.ts';

/** So many workspaces of each plan, in the order of their ids. */
function world(counts: Partial<Record<PlanName, number>>) {
  const it = memoryPlans();
  const ids = new Map<PlanName, WorkspaceId[]>();
  for (const [plan, size] of Object.entries(counts)) {
    const own = Array.from({ length: size }, newWorkspaceId).sort();
    ids.set(plan as PlanName, own);
    for (const workspaceId of own) {
      it.rows.set(workspaceId, sampleSubscription({ workspaceId, plan: plan as PlanName }));
      const row = { workspaceId, name: 'A', timeZone: 'UTC', createdAt: 1 };
      it.workspaces.set(workspaceId, { ...row, version: 1, ownerCount: 1 });
    }
  }
  let looked = 0;
  const stats: Pick<Stats, 'listPlan'> = {
    listPlan: async (plan, { limit, after = '' }) => {
      const found = (ids.get(plan) ?? []).filter(id => id > after).slice(0, limit);
      looked += found.length;
      return found;
    },
  };
  const workspaces = { findWorkspace: async (id: WorkspaceId) => it.workspaces.get(id) };
  const list = listStats({ ...it, stats, workspaces, clock: () => 1 });
  return { ...it, ids, list, looked: () => looked };
}

test('pages go through all plans, without gaps or repeats', async () => {
  const it = world({ free: 3, plus: 4, enterprise: 1 });
  const seen: string[] = [];
  let cursor: `wsp_${string}` | undefined;
  for (let at = 0; at < 10; at += 1) {
    const page = await it.list({ limit: 2, cursor, exceeded_only: false });
    seen.push(...page.items.map(({ workspace_id }) => workspace_id));
    if (page.cursor === null) break;
    cursor = `wsp_${page.cursor.slice(4)}`;
  }
  expect(seen).toEqual([...it.ids.values()].flat());
});

test('a page ends where five hundred were looked at, and its cursor leads on', async () => {
  const it = world({ free: 600 });
  const last = it.ids.get('free')?.at(-1) ?? newWorkspaceId();
  const custom = { storageGigabytes: 1 };
  it.rows.set(last, sampleSubscription({ workspaceId: last, custom }));
  const asked = { limit: 5, exceeded_only: true };
  const first = await it.list(asked);
  expect([first.items, it.looked()]).toEqual([[], 500]);
  const second = await it.list({ ...asked, cursor: `wsp_${first.cursor?.slice(4)}` });
  expect(second).toMatchObject({
    items: [{ workspace_id: last, is_exceeding: true }],
    cursor: null,
  });
});

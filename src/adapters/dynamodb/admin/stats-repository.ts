import * as z from 'zod';
import type { Stats } from '../../../admin/ports.ts';
import { trustedWorkspaceId } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import { DIRECTORY } from '../plans/directory.ts';
import { STAT, statOf } from '../plans/stats.ts';
import { waitingRows } from '../waiting-rows.ts';

const Row = z.object({ workspaceId: z.string().transform(trustedWorkspaceId) });

/** Reads sums; nobody counts rows. */
export const statsRepository = (table: Table): Stats => ({
  all: () => statOf(table, STAT.all),
  ofPlan: plan => statOf(table, STAT.ofPlan(plan)),
  ofMonth: (period, plan) => statOf(table, STAT.ofMonth(period, plan)),
  async listPlan(plan, { limit, after }) {
    // Sorts behind the id itself and before the next.
    const range = { ...(after && { from: `${after}!` }), limit };
    const rows = await waitingRows(table, DIRECTORY(plan), Row, range);
    return rows.map(({ workspaceId }) => workspaceId);
  },
});

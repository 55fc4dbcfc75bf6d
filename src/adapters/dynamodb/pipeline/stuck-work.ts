import * as z from 'zod';
import { idSchema, trustedWorkspaceId, type WorkspaceId } from '../../../kernel/ids.ts';
import type { StuckWork } from '../../../pipeline/ports.ts';
import type { Table } from '../client.ts';
import { waitingRows } from '../waiting-rows.ts';
import { fromFields } from './subject-fields.ts';
import { accountEntity, RunningKey, runningKey } from './task-entity.ts';
import { readDeletionKey, WAITING } from './waiting.ts';

const Id = z.string().transform(trustedWorkspaceId);
const QueueRow = z.object({ workspaceId: Id, taskId: idSchema('task') });
const SlotRow = z.object({ workspaceId: Id, running: z.set(idSchema('task')).optional() });
const ReservationRow = z.object({
  workspaceId: Id,
  subjectKind: z.string(),
  subjectId: z.string(),
  taskId: idSchema('task'),
  capability: z.string(),
  period: z.string(),
  price: z.number().optional(),
  plan: z.string().optional(),
});
const DeletionRow = z.object({ gsi1sk: z.string() });

export function stuckWork(table: Table): StuckWork {
  return {
    async workspacesWithQueue() {
      const rows = await waitingRows(table, WAITING.queue, QueueRow);
      // Ids of tasks begin with the time at which they were made.
      rows.sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
      return [...new Set<WorkspaceId>(rows.map(({ workspaceId }) => workspaceId))];
    },
    async takenSlots() {
      const rows = await waitingRows(table, WAITING.slots, SlotRow);
      const ofWorkspaces = rows.flatMap(({ workspaceId, running }) =>
        [...(running ?? [])].map(taskId => ({ workspaceId, taskId })),
      );
      const { data } = await accountEntity(table).get({}).go({ consistent: true });
      const ofAccount = z.array(RunningKey).parse(data?.running ?? []);
      const taken = [...ofWorkspaces, ...ofAccount];
      return [...new Map(taken.map(key => [runningKey(key), key])).values()];
    },
    async openReservations(time) {
      const range = { before: `${time}` };
      const rows = await waitingRows(table, WAITING.reservations, ReservationRow, range);
      return rows.map(fromFields);
    },
    async unfinishedDeletions() {
      const rows = await waitingRows(table, WAITING.deletions, DeletionRow);
      return rows.map(({ gsi1sk }) => readDeletionKey(gsi1sk));
    },
  };
}

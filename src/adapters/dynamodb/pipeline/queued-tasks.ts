import * as z from 'zod';
import { idSchema, type TaskId, type WorkspaceId } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import { waitingRows } from '../waiting-rows.ts';
import { WAITING } from './waiting.ts';

const Row = z.object({ taskId: idSchema('task') });

/** Ids of a workspace's tasks that wait, oldest first, by the index of what waits. */
export async function queuedIds(table: Table, workspaceId: WorkspaceId): Promise<TaskId[]> {
  const from = WAITING.queueKey(workspaceId);
  const rows = await waitingRows(table, WAITING.queue, Row, { from, before: `${from}~` });
  return rows.map(({ taskId }) => taskId);
}

import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Tasks } from '../../../pipeline/ports.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { queuedIds } from './queued-tasks.ts';
import { taskEntity } from './task-entity.ts';
import { taskProgress } from './task-progress.ts';
import { fromTaskRow } from './task-row.ts';
import {
  admitTask,
  enqueueTask,
  finishTask,
  releaseSlot,
  settleTask,
} from './task-transactions.ts';

/** The tasks of workspaces. What changes task, subject and slots at once is a transaction. */
export function taskRepository(table: Table): Tasks {
  const tasks = taskEntity(table);

  return {
    enqueue: enqueueTask(table),
    admit: admitTask(table),
    finish: finishTask(table),
    releaseSlot: releaseSlot(table),
    settle: settleTask(table),
    ...taskProgress(table),

    async list(workspaceId, { limit, cursor }) {
      const { data } = await tasks.query
        .byId({ workspaceId })
        .between({ taskId: ID_PREFIX.task }, { taskId: cursor ?? `${ID_PREFIX.task}~` })
        .where((row, { ne }) => (cursor ? ne(row.taskId, cursor) : ''))
        .go({ order: 'desc', count: limit + 1, consistent: true });
      const items = data.slice(0, limit).map(fromTaskRow);
      const more = data.length > limit ? items.at(-1)?.taskId : undefined;
      return { items, cursor: more ?? null };
    },

    async listQueued(workspaceId) {
      const keys = (await queuedIds(table, workspaceId)).map(taskId => ({ workspaceId, taskId }));
      if (keys.length === 0) return [];
      // The index is a moment late, so the rows themselves say whether they still wait.
      const { data } = await tasks.get(keys).go({ consistent: true, preserveBatchOrder: true });
      return data.flatMap(row => (row?.status === 'QUEUED' ? [fromTaskRow(row)] : []));
    },

    requestCancel: (key, now) =>
      wasWritten(
        tasks
          .patch(key)
          .set({ cancelRequestedAt: now })
          .add({ version: 1 })
          .where(
            (task, { eq }) => `(${eq(task.status, 'QUEUED')} OR ${eq(task.status, 'RUNNING')})`,
          )
          .go(),
      ),
  };
}

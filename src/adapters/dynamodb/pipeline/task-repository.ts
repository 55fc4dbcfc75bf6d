import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Tasks } from '../../../pipeline/ports.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { admissionEntity, taskEntity } from './task-entity.ts';
import { taskProgress } from './task-progress.ts';
import { fromTaskRow } from './task-row.ts';
import { admitTask, enqueueTask, finishTask } from './task-transactions.ts';

/** The tasks of workspaces. What changes task, subject and slots at once is a transaction. */
export function taskRepository(table: Table): Tasks {
  const tasks = taskEntity(table);
  const admissions = admissionEntity(table);

  return {
    enqueue: enqueueTask(table),
    admit: admitTask(table),
    finish: finishTask(table),
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
      // Few tasks of a workspace wait at once, and new ones sort last: the filter reads little.
      const { data } = await tasks.query
        .byId({ workspaceId })
        .where((row, { eq }) => eq(row.status, 'QUEUED'))
        .go({ pages: 'all', consistent: true });
      return data.map(fromTaskRow);
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

    async releaseSlot({ workspaceId, taskId }) {
      await admissions
        .update({ workspaceId })
        .delete({ running: [taskId] })
        .go();
    },
  };
}

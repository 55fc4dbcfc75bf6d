import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Tasks } from '../../../pipeline/ports.ts';
import type { StageProgress } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { ifConditionHeld } from '../conditions.ts';
import { admissionEntity, taskEntity } from './task-entity.ts';
import { fromTaskRow } from './task-row.ts';
import { admitTask, enqueueTask, finishTask } from './task-transactions.ts';

type Percent = StageProgress[string];

/** The tasks of workspaces. What changes task, subject and slots at once is a transaction. */
export function taskRepository(table: Table): Tasks {
  const tasks = taskEntity(table);
  const admissions = admissionEntity(table);

  return {
    enqueue: enqueueTask(table),
    admit: admitTask(table),
    finish: finishTask(table),

    async find(key) {
      const { data } = await tasks.get(key).go({ consistent: true });
      return data ? fromTaskRow(data) : undefined;
    },

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
      ifConditionHeld(
        tasks
          .patch(key)
          .set({ cancelRequestedAt: now })
          .add({ version: 1 })
          .where(
            (task, { eq }) => `(${eq(task.status, 'QUEUED')} OR ${eq(task.status, 'RUNNING')})`,
          )
          .go(),
      ),

    async setProgress(key, stage, percent) {
      const moved = await ifConditionHeld(
        tasks
          .patch(key)
          .data(({ progress }, { set }) => set(progress[stage], percent))
          .add({ version: 1 })
          .where(({ status, cancelRequestedAt, progress }, { eq, lte, notExists }) =>
            [
              eq(status, 'RUNNING'),
              notExists(cancelRequestedAt),
              `(${notExists(progress[stage])} OR ${lte<Percent, Percent>(progress[stage], percent)})`,
            ].join(' AND '),
          )
          .go(),
      );
      if (moved) return true;
      // Another worker of the stage may be further, which is no reason to stop this one.
      const { data } = await tasks.get(key).go({ consistent: true });
      return data?.status === 'RUNNING' && data.cancelRequestedAt === undefined;
    },

    async releaseSlot({ workspaceId, taskId }) {
      await admissions
        .update({ workspaceId })
        .delete({ running: [taskId] })
        .go();
    },
  };
}

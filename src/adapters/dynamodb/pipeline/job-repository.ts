import * as z from 'zod';
import { idSchema, trustedWorkspaceId } from '../../../kernel/ids.ts';
import type { Jobs } from '../../../tasks/jobs/ports.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { waitingRows } from '../waiting-rows.ts';
import { taskEntity } from './task-entity.ts';
import { toTaskRow } from './task-row.ts';
import { WAITING } from './waiting.ts';

const OpenRow = z.object({
  workspaceId: z.string().transform(trustedWorkspaceId),
  taskId: idSchema('task'),
});

/** Tasks of many items: rows of tasks that wait in a part of the index of their own. */
export function jobRepository(table: Table): Jobs {
  const tasks = taskEntity(table);
  return {
    insert(task) {
      const { subject, taskId } = task;
      const gsi1sk = WAITING.queueKey(subject.workspaceId, taskId);
      const row = { ...toTaskRow(task), gsi1pk: WAITING.jobs, gsi1sk };
      return wasWritten(tasks.create(row).go());
    },

    touch: (key, { done, failed }, now) =>
      wasWritten(
        tasks
          .patch(key)
          .data((row, { set, ifNotExists, add }) => {
            set(row.status, 'RUNNING');
            ifNotExists(row.startedAt, now);
            set(row.job.done, done);
            set(row.job.failed, failed);
            set(row.job.touchedAt, now);
            add(row.version, 1);
          })
          .where(
            // A message that comes twice has two workers: the one that is behind takes nothing back.
            (row, { eq, lte }) =>
              `(${eq(row.status, 'QUEUED')} OR ${eq(row.status, 'RUNNING')}) AND ${lte(row.job.done, done)}`,
          )
          .go(),
      ),

    end: (key, end, now) =>
      wasWritten(
        tasks
          .patch(key)
          .set({
            status: end.status,
            finishedAt: now,
            ...(end.status === 'CANCELLED' && { cancelRequestedAt: now }),
            ...(end.status === 'FAILED' && { failure: end.failure }),
          })
          .add({ version: 1 })
          .remove(['gsi1pk', 'gsi1sk'])
          .where((row, { eq }) => `(${eq(row.status, 'QUEUED')} OR ${eq(row.status, 'RUNNING')})`)
          .go(),
      ),

    async listOpen() {
      const rows = await waitingRows(table, WAITING.jobs, OpenRow);
      return rows.map(({ workspaceId, taskId }) => ({ workspaceId, taskId }));
    },
  };
}

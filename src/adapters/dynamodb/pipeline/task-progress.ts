import type { Tasks } from '../../../pipeline/ports.ts';
import type { StageProgress } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { taskEntity } from './task-entity.ts';
import { fromTaskRow } from './task-row.ts';

type Percent = StageProgress[string];

/** What stages see and write of their task: whether it goes on, and how far it has come. */
export function taskProgress(table: Table): Pick<Tasks, 'find' | 'setProgress' | 'setWaiting'> {
  const tasks = taskEntity(table);
  return {
    async find(key) {
      const { data } = await tasks.get(key).go({ consistent: true });
      return data ? fromTaskRow(data) : undefined;
    },

    async setProgress(key, stage, percent) {
      const moved = await wasWritten(
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

    setWaiting(key, worker, isWaiting) {
      const change = tasks.patch(key).add({ version: 1 });
      const waitingStages = [worker];
      const marked = isWaiting ? change.add({ waitingStages }) : change.delete({ waitingStages });
      return wasWritten(
        marked
          .where((row, { eq, notExists, contains }) =>
            [
              eq(row.status, 'RUNNING'),
              notExists(row.cancelRequestedAt),
              ...(isWaiting ? [] : [contains(row.waitingStages, worker)]),
            ].join(' AND '),
          )
          .go(),
      );
    },
  };
}

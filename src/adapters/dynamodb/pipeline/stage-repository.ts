import { createWriteTransaction } from 'electrodb';
import type { Stages } from '../../../pipeline/ports.ts';
import type { StageState } from '../../../pipeline/stages/stage-state.ts';
import { taskKey } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { stageEntity } from './stage-entities.ts';
import { fromFields, toFields } from './subject-fields.ts';
import { taskEntity } from './task-entity.ts';

export const toStageRow = ({ subject, ...state }: StageState) => ({
  ...toFields(subject),
  ...state,
});

export function stageRepository(table: Table): Stages {
  const stages = stageEntity(table);
  const tasks = taskEntity(table);

  /** The row and the proof that its run is still wanted, in one transaction. */
  async function putWhileRunning(state: StageState) {
    const write = createWriteTransaction({ stages, tasks }, entities => [
      entities.stages.put(toStageRow(state)).commit(),
      entities.tasks
        .check(taskKey(state))
        .where((task, { eq }) => eq(task.status, 'RUNNING'))
        .commit(),
    ]);
    return (await transact(() => write.go())).committed;
  }

  return {
    async list(subject) {
      const query = stages.query.bySubject(toFields(subject));
      const { data } = await query.go({ pages: 'all', consistent: true });
      return data.map(row => fromFields(row));
    },
    put: putWhileRunning,
    complete: putWhileRunning,
  };
}

import { createWriteTransaction } from 'electrodb';
import type { Versions } from '../../../pipeline/stages/stage-version.ts';
import { taskKey } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { stageEntity, versionEntity } from './stage-entities.ts';
import { toStageRow } from './stage-repository.ts';
import { subjectEntity } from './subject-entity.ts';
import { fromFields, toFields } from './subject-fields.ts';
import { taskEntity } from './task-entity.ts';

export function versionRepository(table: Table): Versions {
  const versions = versionEntity(table);
  const stages = stageEntity(table);
  const tasks = taskEntity(table);

  const list: Versions['list'] = async (subject, stage) => {
    const query = versions.query.bySubject({ ...toFields(subject), stage });
    const { data } = await query.go({ pages: 'all', consistent: true });
    return data.map(row => fromFields(row)).sort((a, b) => a.number - b.number);
  };

  return {
    list,

    async complete(state) {
      const { subject, stage, note, facts, madeFingerprint: fingerprint } = state;
      for (;;) {
        const known = await list(subject, stage);
        const number = (known.at(-1)?.number ?? 0) + 1;
        const next = { ...toFields(subject), stage, number, fingerprint, note, facts };
        const isKnown = known.some(version => version.fingerprint === fingerprint);
        const write = createWriteTransaction({ stages, tasks, versions }, entities => [
          entities.stages.put(toStageRow(state)).commit(),
          entities.tasks
            .check(taskKey(state))
            .where((task, { eq }) => eq(task.status, 'RUNNING'))
            .commit(),
          ...(isKnown
            ? []
            : [entities.versions.create({ ...next, createdAt: state.finishedAt }).commit()]),
        ]);
        const { committed, refused } = await transact(() => write.go());
        if (committed) return true;
        const [, notRunning] = refused;
        // Else another worker took the number in between: there is a next one.
        if (notRunning) return false;
      }
    },

    async choose(seen, chosen) {
      const { workspaceId, kind, id } = seen.subject;
      const subjects = subjectEntity(table, kind);
      const write = createWriteTransaction({ stages, subjects }, entities => [
        entities.stages
          .put(toStageRow(chosen))
          .where((row, { eq, notExists }) =>
            [
              eq(row.madeFingerprint, seen.madeFingerprint ?? ''),
              seen.chosenFor ? eq(row.chosenFor, seen.chosenFor) : notExists(row.chosenFor),
            ].join(' AND '),
          )
          .commit(),
        entities.subjects
          .check({ workspaceId, id })
          .where((row, { exists, notExists }) =>
            [exists(row.id), notExists(row.deletedAt), notExists(row.activeTaskId)].join(' AND '),
          )
          .commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}

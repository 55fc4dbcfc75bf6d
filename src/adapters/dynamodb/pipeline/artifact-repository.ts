import { createWriteTransaction } from 'electrodb';
import { inGroups } from '../../../kernel/in-groups.ts';
import type { Artifact } from '../../../pipeline/artifact.ts';
import type { Artifacts } from '../../../pipeline/ports.ts';
import type { Subject } from '../../../pipeline/subject.ts';
import { taskKey } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { transact, wasWritten } from '../conditions.ts';
import { artifactEntity } from './stage-entities.ts';
import { subjectEntity } from './subject-entity.ts';
import { fromFields, toFields } from './subject-fields.ts';
import { taskEntity } from './task-entity.ts';

/** The empty variant would end a key early; no file is named like this. */
const rowName = (kind: string, variant: string) => `${kind}:${variant || '-'}`;

const toRow = (subject: Subject, stage: string, made: Artifact) => ({
  ...toFields(subject),
  ...made,
  stage,
  name: rowName(made.kind, made.variant),
});

/** Of a transaction, besides the proof that the task still runs. */
const ROWS_AT_ONCE = 99;
/** Rows deleted side by side, each on its own condition. */
const REMOVED_AT_ONCE = 25;

export function artifactRepository(table: Table): Artifacts {
  const artifacts = artifactEntity(table);
  const tasks = taskEntity(table);

  return {
    async list(subject, leftOut = new Set()) {
      const query = artifacts.query.bySubject(toFields(subject));
      const wanted =
        leftOut.size === 0
          ? query
          : query.where((row, { ne }) =>
              [...leftOut].map(kind => ne(row.kind, kind)).join(' AND '),
            );
      const { data } = await wanted.go({ pages: 'all', consistent: true });
      return data.map(row => {
        const { subject: _subject, name: _name, ...artifact } = fromFields(row);
        return artifact;
      });
    },
    async put(subject, stage, made) {
      if (made.length === 0) return;
      const rows = made.map(artifact => toRow(subject, stage, artifact));
      const { unprocessed } = await artifacts.put(rows).go();
      // ElectroDB repeats what storage left out; the rest fails the caller, which is repeated.
      if (unprocessed.length > 0) throw new Error(`${unprocessed.length} rows were not written.`);
    },
    async putMade(run, stage, made) {
      for (const rows of inGroups(made, ROWS_AT_ONCE)) {
        const write = createWriteTransaction({ artifacts, tasks }, entities => [
          ...rows.map(row => entities.artifacts.put(toRow(run.subject, stage, row)).commit()),
          entities.tasks
            .check(taskKey(run))
            .where((task, { eq }) => eq(task.status, 'RUNNING'))
            .commit(),
        ]);
        if (!(await transact(() => write.go())).committed) return false;
      }
      return true;
    },
    async insert(subject, stage, artifact) {
      const { workspaceId, kind, id } = subject;
      const subjects = subjectEntity(table, kind);
      const write = createWriteTransaction({ artifacts, subjects }, entities => [
        entities.artifacts.create(toRow(subject, stage, artifact)).commit(),
        entities.subjects
          .check({ workspaceId, id })
          .where((row, { exists, notExists }) =>
            [exists(row.id), notExists(row.deletedAt)].join(' AND '),
          )
          .commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
    async remove(subject, stage, old) {
      for (const rows of inGroups(old, REMOVED_AT_ONCE)) {
        const removals = rows.map(artifact =>
          artifacts
            .delete(toRow(subject, stage, artifact))
            .where((row, { eq }) => eq(row.key, artifact.key))
            .go(),
        );
        await Promise.all(removals.map(wasWritten));
      }
    },
  };
}

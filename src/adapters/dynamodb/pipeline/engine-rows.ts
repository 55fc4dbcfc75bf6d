import { SOURCE } from '../../../pipeline/artifact.ts';
import type { EngineRows } from '../../../pipeline/ports.ts';
import type { Subject } from '../../../pipeline/subject.ts';
import type { Table } from '../client.ts';
import { artifactEntity, stageEntity, versionEntity } from './stage-entities.ts';
import { toFields } from './subject-fields.ts';

const ALL = { pages: 'all', consistent: true } as const;

/** The rows of a subject that belong to the engine, removed as a whole. */
export function engineRows(table: Table): EngineRows {
  const stages = stageEntity(table);
  const versions = versionEntity(table);
  const artifacts = artifactEntity(table);

  async function clear(subject: Subject) {
    const states = await stages.query.bySubject(toFields(subject)).go(ALL);
    await removeAll(states.data, rows => stages.delete(rows).go());
    await removeVersions(subject);
    await removeArtifacts(subject, ({ stage }) => stage !== SOURCE);
  }

  async function removeVersions(subject: Subject) {
    const made = await versions.query.bySubject(toFields(subject)).go(ALL);
    await removeAll(made.data, rows => versions.delete(rows).go());
  }

  async function removeArtifacts(subject: Subject, isOld: (row: { stage: string }) => boolean) {
    const { data } = await artifacts.query.bySubject(toFields(subject)).go(ALL);
    await removeAll(data.filter(isOld), rows => artifacts.delete(rows).go());
  }

  return {
    clear,
    forgetFiles: async subject => {
      await removeVersions(subject);
      await removeArtifacts(subject, () => true);
    },
    erase: async subject => {
      await clear(subject);
      await removeArtifacts(subject, () => true);
    },
  };
}

/** ElectroDB repeats what storage left out; the rest fails the caller, which is repeated. */
async function removeAll<Row>(
  rows: Row[],
  send: (rows: Row[]) => Promise<{ unprocessed: readonly unknown[] }>,
) {
  if (rows.length === 0) return;
  const { unprocessed } = await send(rows);
  if (unprocessed.length > 0) throw new Error(`${unprocessed.length} rows were not removed.`);
}

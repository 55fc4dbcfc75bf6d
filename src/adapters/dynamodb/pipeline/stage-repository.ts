import { createWriteTransaction } from 'electrodb';
import { inGroups } from '../../../kernel/in-groups.ts';
import type { ArtifactScope, Artifacts, Stages } from '../../../pipeline/ports.ts';
import type { Artifact } from '../../../pipeline/stages/artifact.contract.ts';
import type { StageState } from '../../../pipeline/stages/stage-state.ts';
import type { Table } from '../client.ts';
import { ifConditionHeld, transact } from '../conditions.ts';
import {
  artifactEntity,
  recordingEntity,
  stageEntity,
  taskEntity,
} from '../recordings/recording-entities.ts';

export function stageRepository(table: Table): Stages {
  const stages = stageEntity(table);
  const tasks = taskEntity(table);

  /** The row and the proof that its run is still wanted, in one transaction. */
  async function putWhileRunning(state: StageState) {
    const { workspaceId, taskId } = state;
    const write = createWriteTransaction({ stages, tasks }, entities => [
      entities.stages.put(state).commit(),
      entities.tasks
        .check({ workspaceId, taskId })
        .where((task, { eq }) => eq(task.status, 'RUNNING'))
        .commit(),
    ]);
    return (await transact(() => write.go())).held;
  }

  return {
    async list(workspaceId, recordingId) {
      const query = stages.query.byRecording({ workspaceId, recordingId });
      const { data } = await query.go({ pages: 'all', consistent: true });
      return data;
    },
    put: putWhileRunning,
    complete: putWhileRunning,
  };
}

/** The empty variant would end a key early; no file is named like this. */
const rowName = (kind: string, variant: string) => `${kind}:${variant || '-'}`;

/** Of a transaction, besides the proof that the task still runs. */
const ROWS_AT_ONCE = 99;
/** Rows deleted side by side, each on its own condition. */
const REMOVED_AT_ONCE = 25;

export function artifactRepository(table: Table): Artifacts {
  const artifacts = artifactEntity(table);
  const recordings = recordingEntity(table);
  const tasks = taskEntity(table);
  const rowOf = ({ workspaceId, recordingId }: ArtifactScope, stage: string, made: Artifact) => ({
    ...{ workspaceId, recordingId, ...made, stage },
    name: rowName(made.kind, made.variant),
  });

  return {
    async list(scope) {
      const { data } = await artifacts.query
        .byRecording(scope)
        .go({ pages: 'all', consistent: true });
      return data.map(({ workspaceId: _w, recordingId: _r, name: _n, ...artifact }) => artifact);
    },
    async put(scope, stage, made) {
      if (made.length === 0) return;
      const rows = made.map(artifact => rowOf(scope, stage, artifact));
      await sendAll(rows, batch => artifacts.put(batch).go());
    },
    async putMade(key, stage, made) {
      const { workspaceId, taskId } = key;
      for (const rows of inGroups(made, ROWS_AT_ONCE)) {
        const write = createWriteTransaction({ artifacts, tasks }, entities => [
          ...rows.map(artifact => entities.artifacts.put(rowOf(key, stage, artifact)).commit()),
          entities.tasks
            .check({ workspaceId, taskId })
            .where((task, { eq }) => eq(task.status, 'RUNNING'))
            .commit(),
        ]);
        if (!(await transact(() => write.go())).held) return false;
      }
      return true;
    },
    async insert(scope, stage, artifact) {
      const write = createWriteTransaction({ artifacts, recordings }, entities => [
        entities.artifacts.create(rowOf(scope, stage, artifact)).commit(),
        entities.recordings
          .check(scope)
          .where(({ recordingId, deletedAt }, { exists, notExists }) =>
            [exists(recordingId), notExists(deletedAt)].join(' AND '),
          )
          .commit(),
      ]);
      return (await transact(() => write.go())).held;
    },
    async remove(scope, stage, old) {
      for (const rows of inGroups(old, REMOVED_AT_ONCE)) {
        await Promise.all(
          rows.map(artifact => {
            const removal = artifacts
              .delete(rowOf(scope, stage, artifact))
              .where((row, { eq }) => eq(row.key, artifact.key));
            return ifConditionHeld(removal.go());
          }),
        );
      }
    },
  };
}

/** ElectroDB splits batches and retries; what storage still left out fails the stage, to be retried. */
async function sendAll<Row>(
  rows: readonly Row[],
  send: (batch: Row[]) => Promise<{ unprocessed: readonly unknown[] }>,
) {
  const { unprocessed } = await send([...rows]);
  if (unprocessed.length > 0) throw new Error(`${unprocessed.length} rows were not written.`);
}

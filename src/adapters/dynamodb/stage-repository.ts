import { createWriteTransaction } from 'electrodb';
import type { Artifacts, Stages } from '../../pipeline/ports.ts';
import type { StageState } from '../../pipeline/stage-state.ts';
import type { Table } from './client.ts';
import { transact } from './conditions.ts';
import { artifactEntity, recordingEntity, stageEntity, taskEntity } from './recording-entities.ts';

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

export function artifactRepository(table: Table): Artifacts {
  const artifacts = artifactEntity(table);
  const recordings = recordingEntity(table);
  return {
    async list(scope) {
      const { data } = await artifacts.query
        .byRecording(scope)
        .go({ pages: 'all', consistent: true });
      return data.map(({ workspaceId: _w, recordingId: _r, name: _n, ...artifact }) => artifact);
    },
    async put(scope, stage, made) {
      if (made.length === 0) return;
      const rows = made.map(artifact => ({
        ...scope,
        ...artifact,
        stage,
        name: rowName(artifact.kind, artifact.variant),
      }));
      await sendAll(rows, batch => artifacts.put(batch).go());
    },
    async insert(scope, stage, artifact) {
      const row = { ...scope, ...artifact, stage, name: rowName(artifact.kind, artifact.variant) };
      const write = createWriteTransaction({ artifacts, recordings }, entities => [
        entities.artifacts.create(row).commit(),
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
      const keys = old.map(({ kind, variant, fingerprint }) => ({
        ...scope,
        stage,
        fingerprint,
        name: rowName(kind, variant),
      }));
      if (keys.length > 0) await sendAll(keys, batch => artifacts.delete(batch).go());
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

import { CustomAttributeType, createWriteTransaction, Entity } from 'electrodb';
import type { StageVersion, Versions } from '../../../pipeline/stages/stage-version.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { recordingEntity, stageEntity, taskEntity } from '../recordings/recording-entities.ts';
import {
  inWorkspace,
  number,
  optionalText,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

const versionEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'stage_version', ...SERVICE },
      attributes: {
        workspaceId,
        recordingId: text,
        stage: { type: CustomAttributeType<StageVersion['stage']>('string'), required: true },
        number,
        fingerprint: text,
        note: optionalText,
        facts: { type: CustomAttributeType<NonNullable<StageVersion['facts']>>('any') },
        createdAt: number,
      },
      indexes: {
        byStage: inWorkspace(
          ['recordingId', 'stage', 'number'],
          'VERSION#${recordingId}#${stage}#${number}',
        ),
      },
    },
    { client, table: tableName },
  );

export function versionRepository(table: Table): Versions {
  const versions = versionEntity(table);
  const stages = stageEntity(table);
  const tasks = taskEntity(table);
  const recordings = recordingEntity(table);

  const list: Versions['list'] = async (workspaceId, recordingId, stage) => {
    const query = versions.query.byStage({ workspaceId, recordingId, stage });
    const { data } = await query.go({ pages: 'all', consistent: true });
    return data.sort((a, b) => a.number - b.number);
  };

  return {
    list,

    async complete(state) {
      const { workspaceId, recordingId, taskId, stage, note, facts } = state;
      const { madeFingerprint: fingerprint, finishedAt: createdAt } = state;
      for (;;) {
        const known = await list(workspaceId, recordingId, stage);
        const number = (known.at(-1)?.number ?? 0) + 1;
        const next = { workspaceId, recordingId, stage, number, fingerprint, note, facts };
        const isKnown = known.some(version => version.fingerprint === fingerprint);
        const write = createWriteTransaction({ stages, tasks, versions }, entities => [
          entities.stages.put(state).commit(),
          entities.tasks
            .check({ workspaceId, taskId })
            .where((task, { eq }) => eq(task.status, 'RUNNING'))
            .commit(),
          ...(isKnown ? [] : [entities.versions.create({ ...next, createdAt }).commit()]),
        ]);
        const { held, refused } = await transact(() => write.go());
        if (held) return true;
        const [, notRunning] = refused;
        // Else another worker took the number in between: there is a next one.
        if (notRunning) return false;
      }
    },

    async choose(seen, chosen) {
      const { workspaceId, recordingId } = seen;
      const write = createWriteTransaction({ stages, recordings }, entities => [
        entities.stages
          .put(chosen)
          .where((row, { eq, notExists }) =>
            [
              eq(row.madeFingerprint, seen.madeFingerprint ?? ''),
              seen.chosenFor ? eq(row.chosenFor, seen.chosenFor) : notExists(row.chosenFor),
            ].join(' AND '),
          )
          .commit(),
        entities.recordings
          .check({ workspaceId, recordingId })
          .where((row, { exists, notExists }) =>
            [exists(row.recordingId), notExists(row.deletedAt), notExists(row.activeTaskId)].join(
              ' AND ',
            ),
          )
          .commit(),
      ]);
      return (await transact(() => write.go())).held;
    },
  };
}

import { createWriteTransaction } from 'electrodb';
import type { RecordingConfigs } from '../../../recordings/config/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { recordingEntity } from './recording-entities.ts';

export function configRepository(table: Table): RecordingConfigs {
  const recordings = recordingEntity(table);
  const audit = auditEntity(table);
  return {
    async save({ workspaceId, recordingId, configOverrides, configVersion = 1, updatedAt }, entry) {
      const write = createWriteTransaction({ recordings, audit }, entities => [
        entities.recordings
          .patch({ workspaceId, recordingId })
          .set({ configOverrides, configVersion, updatedAt })
          .where((row, { eq, notExists }) =>
            [
              notExists(row.deletedAt),
              configVersion === 1
                ? notExists(row.configVersion)
                : eq(row.configVersion, configVersion - 1),
            ].join(' AND '),
          )
          .commit(),
        entities.audit.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}

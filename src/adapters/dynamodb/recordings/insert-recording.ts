import { createWriteTransaction } from 'electrodb';
import type { Recordings } from '../../../recordings/ports.ts';
import type { Recording } from '../../../recordings/recording.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { addBytes } from '../plans/storage-level.ts';
import { storageEntity } from '../plans/usage-entities.ts';
import { deduplicationEntity, recordingEntity } from './recording-entities.ts';

/** Pending uploads can be found by the sweeper. */
function waitingFor({ workspaceId, recordingId, upload }: Recording) {
  if (!upload) return {};
  return {
    gsi1pk: WAITING.uploads,
    gsi1sk: WAITING.timedKey(upload.expiresAt, workspaceId, recordingId),
  };
}

/** The recording, the key that it came by, and the room that it takes. */
export const insertRecording =
  (table: Table): Recordings['insert'] =>
  async (recording, deduplicationKey, room) => {
    const { workspaceId, recordingId, storedBytes = 0 } = recording;
    if (room?.bytes != null && storedBytes > room.bytes) {
      const { data } = await recordingEntity(table).get({ workspaceId, recordingId }).go();
      return data ? false : 'full';
    }
    const rows = {
      recordings: recordingEntity(table),
      deduplications: deduplicationEntity(table),
      storage: storageEntity(table),
    };
    const write = createWriteTransaction(rows, entities => [
      entities.recordings.create({ ...recording, ...waitingFor(recording) }).commit(),
      ...(storedBytes > 0
        ? [addBytes(entities, workspaceId, storedBytes, room?.bytes ?? null)]
        : []),
      ...(deduplicationKey
        ? [entities.deduplications.create({ workspaceId, recordingId, deduplicationKey }).commit()]
        : []),
    ]);
    const { committed, refused } = await transact(() => write.go());
    if (committed) return true;
    const [isThere, second, third] = refused;
    const isDuplicate = isThere || (storedBytes > 0 ? third : second);
    return isDuplicate ? false : 'full';
  };

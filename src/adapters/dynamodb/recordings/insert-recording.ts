import { createWriteTransaction } from 'electrodb';
import type { Recordings } from '../../../recordings/ports.ts';
import type { Recording } from '../../../recordings/recording.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { levelEntities, levelOf, moveLevel } from '../plans/storage-level.ts';
import { listKeys } from './list-keys.ts';
import { deduplicationEntity, recordingEntity } from './recording-entities.ts';

/** Pending uploads can be found by the sweeper. */
function waitingFor({ workspaceId, recordingId, upload }: Recording) {
  if (!upload) return {};
  return {
    gsi1pk: WAITING.uploads,
    gsi1sk: WAITING.timedKey(upload.expiresAt, workspaceId, recordingId),
  };
}

/** The plan of a workspace seldom changes, and never twice in a moment. */
const TRIES = 3;

/** The recording, the key that it came by, and the room that it takes. */
export const insertRecording =
  (table: Table): Recordings['insert'] =>
  async (...asked) => {
    for (let attempt = 1; ; attempt += 1) {
      const inserted = await tryInsert(table, ...asked);
      if (inserted !== 'other plan') return inserted;
      if (attempt >= TRIES) throw new Error(`${asked[0].recordingId} met a plan that changes.`);
    }
  };

async function tryInsert(
  table: Table,
  ...[recording, deduplicationKey, room]: Parameters<Recordings['insert']>
) {
  const { workspaceId, recordingId, storedBytes = 0 } = recording;
  const level = await levelOf(table, workspaceId);
  const most = storedBytes > 0 ? (room?.bytes ?? null) : null;
  // A level that is not there yet would pass as one that is low.
  if (most !== null && storedBytes > most) {
    const { data } = await recordingEntity(table).get({ workspaceId, recordingId }).go();
    return data ? false : 'full';
  }
  const rows = {
    recordings: recordingEntity(table),
    deduplications: deduplicationEntity(table),
    ...levelEntities(table),
  };
  const write = createWriteTransaction(rows, entities => [
    entities.recordings
      .create({ ...recording, ...listKeys(recording), ...waitingFor(recording) })
      .commit(),
    ...moveLevel(
      entities,
      workspaceId,
      { bytes: storedBytes, recordings: 1 },
      { plan: level.plan, most },
    ),
    ...(deduplicationKey
      ? [entities.deduplications.create({ workspaceId, recordingId, deduplicationKey }).commit()]
      : []),
  ]);
  const { committed, refused } = await transact(() => write.go());
  if (committed) return true;
  const [isThere, , , isDuplicate] = refused;
  if (isThere || isDuplicate) return false;
  return (await levelOf(table, workspaceId)).plan === level.plan ? 'full' : 'other plan';
}

import { createWriteTransaction } from 'electrodb';
import type { Recordings } from '../../../recordings/ports.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { addBytes } from '../plans/storage-level.ts';
import { storageEntity } from '../plans/usage-entities.ts';
import { recordingEntity } from './recording-entities.ts';

/** Two that settle at once: one of them is right the first time, the other the second. */
const TRIES = 5;

/** By the difference to what the row says that it counts for: so a repeat moves nothing. */
export const setStored =
  (table: Table): Recordings['setStored'] =>
  async (key, bytes) => {
    const rows = { recordings: recordingEntity(table), storage: storageEntity(table) };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const { data } = await rows.recordings.get(key).go({ consistent: true });
      const before = data?.storedBytes ?? 0;
      if (!data || before === bytes) return;
      const write = createWriteTransaction(rows, entities => [
        entities.recordings
          .patch(key)
          .set({ storedBytes: bytes })
          .where((row, { eq, notExists }) =>
            data.storedBytes === undefined
              ? notExists(row.storedBytes)
              : eq(row.storedBytes, data.storedBytes),
          )
          .commit(),
        addBytes(entities, key.workspaceId, bytes - before, null),
      ]);
      if ((await transact(() => write.go())).committed) return;
    }
    throw new Error(`What ${key.recordingId} stores could not be settled.`);
  };

import { createWriteTransaction } from 'electrodb';
import type { Recordings } from '../../../recordings/ports.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { levelEntities, levelOf, moveLevel } from '../plans/storage-level.ts';
import { recordingEntity } from './recording-entities.ts';

/** Two that settle at once: one of them is right the first time, the other the second. */
const TRIES = 5;

/** By the difference to what the row says that it counts for: so a repeat moves nothing. */
export const setStored =
  (table: Table): Recordings['setStored'] =>
  async (key, bytes) => {
    const rows = { recordings: recordingEntity(table), ...levelEntities(table) };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const [{ data }, { plan }] = await Promise.all([
        rows.recordings.get(key).go({ consistent: true }),
        levelOf(table, key.workspaceId),
      ]);
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
        ...moveLevel(
          entities,
          key.workspaceId,
          { bytes: bytes - before, recordings: 0 },
          { plan, most: null },
        ),
      ]);
      if ((await transact(() => write.go())).committed) return;
    }
    throw new Error(`What ${key.recordingId} stores could not be settled.`);
  };

/**
 * The recording's own row, and all that it counts for. A second call finds nothing; of a workspace
 * that went before it nothing is counted any more.
 */
export const removeRecording =
  (table: Table): Recordings['remove'] =>
  async key => {
    const rows = { recordings: recordingEntity(table), ...levelEntities(table) };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const [{ data }, { plan, isCounted }] = await Promise.all([
        rows.recordings.get(key).go({ consistent: true }),
        levelOf(table, key.workspaceId),
      ]);
      if (!data) return;
      const { storedBytes } = data;
      const write = createWriteTransaction(rows, entities => [
        entities.recordings
          .delete(key)
          .where((row, { eq, exists, notExists }) =>
            storedBytes === undefined
              ? `${exists(row.status)} AND ${notExists(row.storedBytes)}`
              : eq(row.storedBytes, storedBytes),
          )
          .commit(),
        ...(isCounted
          ? moveLevel(
              entities,
              key.workspaceId,
              { bytes: -(storedBytes ?? 0), recordings: -1 },
              { plan, most: null },
            )
          : []),
      ]);
      if ((await transact(() => write.go())).committed) return;
    }
    throw new Error(`${key.recordingId} could not be removed.`);
  };

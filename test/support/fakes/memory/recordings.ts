import type { RecordingChanges, Recordings } from '../../../../src/recordings/ports.ts';
import type { Recording } from '../../../../src/recordings/recording.ts';
import type { RecordingKey } from '../../../../src/recordings/recording-key.ts';
import { copyOf, type MemoryStore } from './store.ts';

/** Recordings in memory, under the same conditions as the table's. */
export function memoryRecordings(store: MemoryStore): Recordings {
  const { recordings, deduplications, erasableAt } = store;
  const find = ({ workspaceId, recordingId }: RecordingKey) => {
    const row = recordings.get(recordingId);
    return row?.workspaceId === workspaceId && row.deletedAt === undefined ? row : undefined;
  };
  return {
    insert: async (recording, deduplicationKey, room) => {
      const passed =
        deduplicationKey !== undefined && `${recording.workspaceId}#${deduplicationKey}`;
      if (recordings.has(recording.recordingId) || (passed && deduplications.has(passed)))
        return false;
      const { workspaceId, storedBytes = 0 } = recording;
      const level = (store.stored.get(workspaceId) ?? 0) + storedBytes;
      if (room?.bytes != null && storedBytes > 0 && level > room.bytes) return 'full';
      store.stored.set(workspaceId, level);
      if (passed) deduplications.set(passed, recording.recordingId);
      recordings.set(recording.recordingId, copyOf(recording));
      return true;
    },
    setStored: async ({ workspaceId, recordingId }, bytes) => {
      const row = recordings.get(recordingId);
      if (row?.workspaceId !== workspaceId) return;
      const level = store.stored.get(workspaceId) ?? 0;
      store.stored.set(workspaceId, level + bytes - (row.storedBytes ?? 0));
      if ((row.storedBytes ?? 0) !== bytes) row.storedBytes = bytes;
    },
    find: async key => copyOf(find(key)),
    findDeleted: async ({ workspaceId, recordingId }) => {
      const row = recordings.get(recordingId);
      const isHere = row?.workspaceId === workspaceId && row.deletedAt !== undefined;
      return isHere ? copyOf(row) : undefined;
    },
    leaveUntil: async ({ workspaceId, recordingId }, milliseconds) => {
      const row = recordings.get(recordingId);
      const isHere = row?.workspaceId === workspaceId && row.deletedAt !== undefined;
      if (isHere) erasableAt.set(recordingId, milliseconds);
    },
    list: async (workspaceId, { status, search }, { limit, cursor }) => {
      const matches = [...recordings.values()]
        .filter(row => row.workspaceId === workspaceId && row.deletedAt === undefined)
        .filter(row => !status || row.status === status)
        .filter(row => !search || row.displayName.toLowerCase().includes(search.toLowerCase()))
        .filter(row => !cursor || row.recordingId < cursor)
        .sort((a, b) => (a.recordingId < b.recordingId ? 1 : -1));
      const items = matches.slice(0, limit).map(copyOf);
      const more = matches.length > limit ? items.at(-1)?.recordingId : undefined;
      return { items, cursor: more ?? null };
    },
    change: async (key, changes, { from, activeTaskId }, now) => {
      const row = find(key);
      if (!row || !from.includes(row.status)) return undefined;
      if (activeTaskId !== undefined && (row.activeTaskId ?? null) !== activeTaskId) {
        return undefined;
      }
      apply(row, changes);
      row.updatedAt = now;
      return copyOf(row);
    },
    findDuplicate: async (workspaceId, deduplicationKey) =>
      deduplications.get(`${workspaceId}#${deduplicationKey}`),
    remove: async ({ workspaceId, recordingId }) => {
      const isOwn = recordings.get(recordingId)?.workspaceId === workspaceId;
      if (!isOwn) return;
      recordings.delete(recordingId);
      erasableAt.delete(recordingId);
    },
  };
}

/** Null removes and undefined leaves, as in the table. */
function apply(row: Recording, { upload, failure, ...plain }: RecordingChanges) {
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  Object.assign(row, Object.fromEntries(given));
  if (upload === null) delete row.upload;
  else if (upload) row.upload = upload;
  if (failure === null) delete row.failure;
  else if (failure) row.failure = failure;
}

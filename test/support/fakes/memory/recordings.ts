import {
  positionIn,
  type RecordingFilter,
  wantedStatuses,
} from '../../../../src/recordings/lists/filter.ts';
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
    insert: async (recording, deduplicationKey) => {
      const passed =
        deduplicationKey !== undefined && `${recording.workspaceId}#${deduplicationKey}`;
      if (recordings.has(recording.recordingId) || (passed && deduplications.has(passed)))
        return false;
      if (passed) deduplications.set(passed, recording.recordingId);
      recordings.set(recording.recordingId, copyOf(recording));
      return true;
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
    list: async (workspaceId, filter, { limit, cursor }) => {
      const place = positionIn(filter);
      const sign = filter.order === 'asc' ? 1 : -1;
      const matches = [...recordings.values()]
        .filter(row => row.workspaceId === workspaceId && row.deletedAt === undefined)
        .filter(row => isWanted(row, filter))
        .filter(row => !cursor || (place(row) > cursor ? sign : -sign) > 0)
        .filter(row => !cursor || place(row) !== cursor)
        .sort((a, b) => (place(a) < place(b) ? -sign : sign));
      const items = matches.slice(0, limit).map(copyOf);
      const last = items.at(-1);
      return { items, cursor: matches.length > limit && last ? place(last) : null };
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

function isWanted(row: Recording, filter: RecordingFilter) {
  const statuses = wantedStatuses(filter);
  const { templateId, sourceId, sourceType, isMapped, failed, search, from, to } = filter;
  return (
    (!statuses || statuses.includes(row.status)) &&
    (failed !== false || row.status !== 'FAILED') &&
    (!templateId || row.templateId === templateId) &&
    (!sourceId || row.sourceId === sourceId) &&
    (!sourceType || row.source === sourceType) &&
    (isMapped === undefined || (row.templateId !== undefined) === isMapped) &&
    (!filter.excludeBlank || !row.isBlank) &&
    (!search || row.displayName.toLowerCase().includes(search.toLowerCase())) &&
    (from === undefined || row.startTime >= from) &&
    (to === undefined || row.startTime <= to)
  );
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

import type { RecordingChanges, RecordingRows } from '../../../recordings/ports.ts';
import type { Recording } from '../../../recordings/recording.ts';
import { type RecordingKey, recordingSubject } from '../../../recordings/recording-key.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { inStatus } from '../pipeline/subject-fields.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { insertRecording } from './insert-recording.ts';
import { deduplicationEntity, recordingEntity } from './recording-entities.ts';
import { withoutWaiting } from './recording-row.ts';
import { removeRecording, setStored } from './set-stored.ts';

export function recordingRepository(table: Table): RecordingRows {
  const recordings = recordingEntity(table);
  const deduplications = deduplicationEntity(table);

  return {
    insert: insertRecording(table),
    setStored: setStored(table),

    async find(key) {
      const { data } = await recordings.get(key).go({ consistent: true });
      return data && data.deletedAt === undefined ? withoutWaiting(data) : undefined;
    },

    async findDeleted(key) {
      const { data } = await recordings.get(key).go({ consistent: true });
      return data && data.deletedAt !== undefined ? withoutWaiting(data) : undefined;
    },

    async change(key, changes, { from, activeTaskId }, now) {
      const { set, remove } = split(changes, key);
      const patch = recordings
        .patch(key)
        .set({ ...set, updatedAt: now })
        .remove(remove)
        .where((row, { eq, notExists }) =>
          [
            notExists(row.deletedAt),
            `(${from.map(status => eq(row.status, status)).join(' OR ')})`,
            ...(activeTaskId === null ? [notExists(row.activeTaskId)] : []),
            ...(activeTaskId ? [eq(row.activeTaskId, activeTaskId)] : []),
          ].join(' AND '),
        );
      let changed: Recording | undefined;
      await wasWritten(
        patch.go({ response: 'all_new' }).then(({ data }) => {
          changed = data ? withoutWaiting(data) : undefined;
        }),
      );
      return changed;
    },

    async findDuplicate(workspaceId, deduplicationKey) {
      const { data } = await deduplications
        .get({ workspaceId, deduplicationKey })
        .go({ consistent: true });
      return data?.recordingId;
    },

    async leaveUntil({ workspaceId, recordingId }, milliseconds) {
      const gsi1sk = WAITING.timedKey(milliseconds, workspaceId, recordingId);
      const wait = recordings.patch({ workspaceId, recordingId });
      const deleted = wait.set({ gsi1pk: WAITING.links, gsi1sk });
      await wasWritten(deleted.where((row, { exists }) => exists(row.deletedAt)).go());
    },

    remove: removeRecording(table),
  };
}

const REMOVABLE = ['upload', 'failure', 'skipReason', 'isForced', 'posterKey'] as const;
const PLAIN = ['status', 'displayName', 'sizeBytes', 'processOnArrival'] as const;
type Removable = (typeof REMOVABLE)[number] | 'gsi1pk' | 'gsi1sk' | 'listedAt';

/**
 * Null in a change removes the attribute; an upload that ends is no longer waited for, and what is
 * deleted is in no list.
 */
function split(changes: RecordingChanges, key: RecordingKey) {
  const { upload, failure, skipReason, isForced, posterKey, deletedAt, ...rest } = changes;
  const { hasLeftovers, ...plain } = rest;
  // ElectroDB takes a name without a value for a wrong value.
  for (const name of PLAIN) if (plain[name] === undefined) delete plain[name];
  const set = {
    ...plain,
    ...(plain.status && inStatus(recordingSubject(key), plain.status)),
    ...(failure && { failure }),
    ...(upload && { upload }),
    ...(skipReason && { skipReason }),
    ...(isForced && { isForced }),
    ...(posterKey && { posterKey }),
    ...(hasLeftovers && {
      gsi1pk: WAITING.expiry,
      gsi1sk: WAITING.deletionKey(recordingSubject(key)),
    }),
    ...(deletedAt !== undefined && {
      deletedAt,
      gsi1pk: WAITING.deletions,
      gsi1sk: WAITING.deletionKey(recordingSubject(key)),
    }),
  };
  const remove: Removable[] = REMOVABLE.filter(name => changes[name] === null);
  if (upload === null || hasLeftovers === null) remove.push('gsi1pk', 'gsi1sk');
  if (deletedAt !== undefined) remove.push('listedAt');
  return { set, remove };
}

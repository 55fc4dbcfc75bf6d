import { createWriteTransaction } from 'electrodb';
import type { RecordingChanges, Recordings } from '../../../recordings/ports.ts';
import type { Recording } from '../../../recordings/recording.ts';
import { type RecordingKey, recordingSubject } from '../../../recordings/recording-key.ts';
import type { Table } from '../client.ts';
import { transact, wasWritten } from '../conditions.ts';
import { inStatus } from '../pipeline/subject-fields.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { listKeys } from './list-keys.ts';
import { deduplicationEntity, recordingEntity } from './recording-entities.ts';
import { recordingLists } from './recording-lists.ts';
import { withoutWaiting } from './recording-row.ts';

/** Pending uploads and deletions can be found by the sweeper. */
function waitingFor({ workspaceId, recordingId, upload }: Recording) {
  if (!upload) return {};
  return {
    gsi1pk: WAITING.uploads,
    gsi1sk: WAITING.timedKey(upload.expiresAt, workspaceId, recordingId),
  };
}

export function recordingRepository(table: Table): Recordings {
  const recordings = recordingEntity(table);
  const deduplications = deduplicationEntity(table);

  return {
    async insert(recording, deduplicationKey) {
      const row = { ...recording, ...listKeys(recording), ...waitingFor(recording) };
      if (!deduplicationKey) return wasWritten(recordings.create(row).go());
      const { workspaceId, recordingId } = recording;
      const deduplication = { workspaceId, recordingId, deduplicationKey };
      const write = createWriteTransaction({ recordings, deduplications }, entities => [
        entities.deduplications.create(deduplication).commit(),
        entities.recordings.create(row).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async find(key) {
      const { data } = await recordings.get(key).go({ consistent: true });
      return data && data.deletedAt === undefined ? withoutWaiting(data) : undefined;
    },

    async findDeleted(key) {
      const { data } = await recordings.get(key).go({ consistent: true });
      return data && data.deletedAt !== undefined ? withoutWaiting(data) : undefined;
    },

    list: recordingLists(table),

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

    async remove(key) {
      await recordings.delete(key).go();
    },
  };
}

const REMOVABLE = ['upload', 'failure'] as const;
const PLAIN = ['status', 'displayName', 'sizeBytes', 'processOnArrival'] as const;
type Removable = (typeof REMOVABLE)[number] | 'gsi1pk' | 'gsi1sk' | 'listedAt';

/**
 * Null in a change removes the attribute; an upload that ends is no longer waited for, and what is
 * deleted is in no list.
 */
function split(changes: RecordingChanges, key: RecordingKey) {
  const { upload, failure, deletedAt, ...plain } = changes;
  // ElectroDB takes a name without a value for a wrong value.
  for (const name of PLAIN) if (plain[name] === undefined) delete plain[name];
  const set = {
    ...plain,
    ...(plain.status && inStatus(recordingSubject(key), plain.status)),
    ...(failure && { failure }),
    ...(upload && { upload }),
    ...(deletedAt !== undefined && {
      deletedAt,
      gsi1pk: WAITING.deletions,
      gsi1sk: WAITING.deletionKey(recordingSubject(key)),
    }),
  };
  const remove: Removable[] = REMOVABLE.filter(name => changes[name] === null);
  if (upload === null) remove.push('gsi1pk', 'gsi1sk');
  if (deletedAt !== undefined) remove.push('listedAt');
  return { set, remove };
}

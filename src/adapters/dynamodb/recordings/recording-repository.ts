import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { RecordingChanges, Recordings } from '../../../recordings/ports.ts';
import type { Recording } from '../../../recordings/recording.ts';
import { type RecordingKey, recordingSubject } from '../../../recordings/recording-key.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { insertRecording } from './insert-recording.ts';
import { deduplicationEntity, recordingEntity } from './recording-entities.ts';
import { removeRecording, setStored } from './set-stored.ts';

type Row = Recording & { gsi1pk?: string | undefined; gsi1sk?: string | undefined };

const fromRow = ({ gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ...recording }: Row): Recording => recording;

export function recordingRepository(table: Table): Recordings {
  const recordings = recordingEntity(table);
  const deduplications = deduplicationEntity(table);

  return {
    insert: insertRecording(table),
    setStored: setStored(table),

    async find(key) {
      const { data } = await recordings.get(key).go({ consistent: true });
      return data && data.deletedAt === undefined ? fromRow(data) : undefined;
    },

    async findDeleted(key) {
      const { data } = await recordings.get(key).go({ consistent: true });
      return data && data.deletedAt !== undefined ? fromRow(data) : undefined;
    },

    async list(workspaceId, { status, search }, { limit, cursor }) {
      const first = { recordingId: ID_PREFIX.recording };
      // Sorts after every id, so that the page starts with the newest.
      const last = { recordingId: cursor ?? `${ID_PREFIX.recording}~` };
      const { data } = await recordings.query
        .byId({ workspaceId })
        .between(first, last)
        .where((row, { notExists, eq, contains, ne }) =>
          [
            notExists(row.deletedAt),
            ...(status ? [eq(row.status, status)] : []),
            ...(search ? [contains(row.searchName, search.toLowerCase())] : []),
            ...(cursor ? [ne(row.recordingId, cursor)] : []),
          ].join(' AND '),
        )
        .go({ order: 'desc', count: limit + 1, consistent: true });
      const items = data.slice(0, limit).map(fromRow);
      const more = data.length > limit ? items.at(-1)?.recordingId : undefined;
      return { items, cursor: more ?? null };
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
          changed = data ? fromRow(data) : undefined;
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

const REMOVABLE = ['upload', 'failure'] as const;
const PLAIN = ['status', 'displayName', 'sizeBytes', 'processOnArrival'] as const;
type Removable = (typeof REMOVABLE)[number] | 'gsi1pk' | 'gsi1sk';

/** Null in a change removes the attribute; an upload that ends is no longer waited for. */
function split(changes: RecordingChanges, key: RecordingKey) {
  const { upload, failure, deletedAt, ...plain } = changes;
  // ElectroDB takes a name without a value for a wrong value.
  for (const name of PLAIN) if (plain[name] === undefined) delete plain[name];
  const set = {
    ...plain,
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
  return { set, remove };
}

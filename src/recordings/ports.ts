import type { RecordingId, TaskId, WorkspaceId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/page.ts';
import type { RecordingStatus } from '../pipelines/recording-status.ts';
import type { requestTakeBack } from '../publishing/request-take-back.ts';
import type { ListPosition, RecordingFilter } from './lists/filter.ts';
import type { Recording } from './recording.ts';
import type { RecordingKey } from './recording-key.ts';

/** What may change outside the pipeline's transactions. Undefined leaves, null removes. */
export type RecordingChanges = {
  status?: RecordingStatus;
  displayName?: string;
  sizeBytes?: number;
  upload?: Recording['upload'] | null;
  failure?: Recording['failure'] | null;
  processOnArrival?: boolean;
  deletedAt?: number;
};

/** What must be true of the row for a change of it. */
export type Expected = { from: readonly RecordingStatus[]; activeTaskId?: TaskId | null };

export type Recordings = {
  /** With a `deduplicationKey`, in one transaction: false if that key or the id is taken. */
  insert: (recording: Recording, deduplicationKey?: string) => Promise<boolean>;
  /** Undefined for unknown, foreign and deleted ones alike. */
  find: (key: RecordingKey) => Promise<Recording | undefined>;
  /** Only one that is deleted and not yet erased. */
  findDeleted: (key: RecordingKey) => Promise<Recording | undefined>;
  /**
   * In the order of the filter, newest first unless it says otherwise. A page may have fewer than
   * asked for, or none, and a cursor all the same: so much is read for one page, and no more.
   */
  list: (
    workspaceId: WorkspaceId,
    filter: RecordingFilter,
    page: PageOf<ListPosition>,
  ) => Promise<Page<Recording, ListPosition>>;
  /** Undefined, and nothing written, unless the status is one of `from` and the task matches. */
  change: (
    key: RecordingKey,
    changes: RecordingChanges,
    expected: Expected,
    now: number,
  ) => Promise<Recording | undefined>;
  /** The recording inserted with the key; undefined if there is none. */
  findDuplicate: (
    workspaceId: WorkspaceId,
    deduplicationKey: string,
  ) => Promise<RecordingId | undefined>;
  /** A deleted one is erased once more after that time: `ExpiredUploads` then lists it. */
  leaveUntil: (key: RecordingKey, milliseconds: number) => Promise<void>;
  /** The recording's own row, after all else of it. Safe to repeat. */
  remove: (key: RecordingKey) => Promise<void>;
};

/** Across workspaces, for the sweeper. */
export type ExpiredUploads = {
  /** Those that nobody completed in time. */
  list: (now: number) => Promise<RecordingKey[]>;
  /** Deleted recordings whose last link is over by now. */
  listErasable: (now: number) => Promise<RecordingKey[]>;
};

export type ReceivedPart = { partNumber: number; sizeBytes: number; etag: string };

/** A multipart upload into the media bucket. The key must lie under the workspace's prefix. */
export type UploadKey = { workspaceId: WorkspaceId; key: string; uploadId: string };

export type Part = { partNumber: number; sizeBytes: number };
export type PutOptions = { expiresInSeconds: number; sizeBytes?: number | undefined };

/** Multipart uploads straight to storage. */
export type Uploads = {
  /** Returns the upload's id. */
  begin: (workspaceId: WorkspaceId, key: string, contentType: string) => Promise<string>;
  /** Takes exactly so many bytes. */
  partLink: (upload: UploadKey, part: Part, expiresInSeconds: number) => Promise<string>;
  /** Takes exactly so many bytes, where `sizeBytes` says how many. */
  putLink: (workspaceId: WorkspaceId, key: string, options: PutOptions) => Promise<string>;
  /** Undefined if the upload was completed or aborted. */
  received: (upload: UploadKey) => Promise<ReceivedPart[] | undefined>;
  complete: (upload: UploadKey, parts: readonly ReceivedPart[]) => Promise<void>;
  abort: (upload: UploadKey) => Promise<void>;
};

/** Asks for what was published to be taken back; false if there is nothing. */
export type TakeBack = ReturnType<typeof requestTakeBack>;

/** What lies in the inbox under a key: these bytes, and none that replace them. */
export type Dropped = { key: string; sizeBytes: number; etag: string };

/** The inbox where other systems drop files; keys as `readKey` understands them. */
export type Inbox = {
  /** What is there now, which may be another file than the one that an event told of. */
  find: (workspaceId: WorkspaceId, dropKey: string) => Promise<Dropped | undefined>;
  /**
   * Copies on the storage's side, then removes the drop. Throws where it has been replaced before
   * the copy, and leaves alone what replaced it afterwards. Safe to repeat.
   */
  moveIn: (workspaceId: WorkspaceId, dropped: Dropped, key: string) => Promise<void>;
};

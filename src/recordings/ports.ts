import type { WorkspaceId } from '../kernel/ids.ts';
import type { Page } from '../pipeline/ports.ts';
import type { askTakeBack } from '../publishing/ask-take-back.ts';
import type { Recording } from './recording.ts';
import type { RecordingStatus } from './recording-status.ts';

export type RecordingFilter = {
  status?: RecordingStatus | undefined;
  /** Part of the name, in any case. */
  search?: string | undefined;
};

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

export type Recordings = {
  /** With a `door`, in one transaction: false if the door was passed before or the id is taken. */
  insert: (recording: Recording, door?: string) => Promise<boolean>;
  /** Undefined for unknown, foreign and deleted ones alike. */
  find: (workspaceId: WorkspaceId, recordingId: string) => Promise<Recording | undefined>;
  /** Newest first. */
  list: (
    workspaceId: WorkspaceId,
    filter: RecordingFilter,
    page: { limit: number; cursor?: string | undefined },
  ) => Promise<Page<Recording>>;
  /** Undefined, and nothing written, unless the status is one of `from` and the task matches. */
  change: (
    workspaceId: WorkspaceId,
    recordingId: string,
    changes: RecordingChanges,
    expected: { from: readonly RecordingStatus[]; activeTaskId?: string | null },
    now: number,
  ) => Promise<Recording | undefined>;
  /** The id given at a door; undefined if it was never passed. */
  behindDoor: (workspaceId: WorkspaceId, door: string) => Promise<string | undefined>;
  /** Rows of stages and of what they made; what came in stays. Safe to repeat. */
  clearResults: (workspaceId: WorkspaceId, recordingId: string) => Promise<void>;
  /** All rows of the recording: stages, artifacts, tasks and at last itself. Safe to repeat. */
  erase: (workspaceId: WorkspaceId, recordingId: string) => Promise<void>;
};

export type ReceivedPart = { partNumber: number; sizeBytes: number; etag: string };

/** Multipart uploads straight to storage. Every key must lie under the workspace's prefix. */
export type Uploads = {
  begin: (workspaceId: WorkspaceId, key: string, contentType: string) => Promise<string>;
  partLink: (
    workspaceId: WorkspaceId,
    key: string,
    uploadId: string,
    partNumber: number,
    expiresInSeconds: number,
  ) => Promise<string>;
  putLink: (workspaceId: WorkspaceId, key: string, expiresInSeconds: number) => Promise<string>;
  /** Undefined if the upload was completed or aborted. */
  received: (
    workspaceId: WorkspaceId,
    key: string,
    uploadId: string,
  ) => Promise<ReceivedPart[] | undefined>;
  complete: (
    workspaceId: WorkspaceId,
    key: string,
    uploadId: string,
    parts: readonly ReceivedPart[],
  ) => Promise<void>;
  abort: (workspaceId: WorkspaceId, key: string, uploadId: string) => Promise<void>;
};

/** Asks for what was published to be taken back; false if there is nothing. */
export type TakeBack = ReturnType<typeof askTakeBack>;

/** The inbox where other systems drop files; keys as `readKey` understands them. */
export type Inbox = {
  /** Copies on the storage's side, then removes the drop. Safe to repeat. */
  take: (workspaceId: WorkspaceId, dropKey: string, key: string) => Promise<boolean>;
};

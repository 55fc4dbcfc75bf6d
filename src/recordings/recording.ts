import type { WorkspaceId } from '../kernel/ids.ts';
import type { RecordingStatus } from './recording-status.ts';

/** Where a recording came from. */
export type Source = 'upload' | 's3';

/** A multipart upload that is still under way. */
export type PendingUpload = {
  uploadId: string;
  partSizeBytes: number;
  /** Epoch milliseconds; afterwards the parts are gone. */
  expiresAt: number;
  sidecar: boolean;
};

/** Why the recording failed: the stage, a code for programs and a sentence for people. */
export type Failure = { stage: string; code: string; reason: string };

/** One media item taken in from a source, as stored. Times are epoch milliseconds. */
export type Recording = {
  workspaceId: WorkspaceId;
  recordingId: string;
  displayName: string;
  source: Source;
  /** As the client named it; for people, never for paths. */
  sourceFileName: string;
  status: RecordingStatus;
  failure?: Failure | undefined;
  sizeBytes: number;
  contentType: string;
  /** Hex, where the client promised it; checked when the original is first read. */
  sha256?: string | undefined;
  /** What the client or a template set, over the defaults. */
  configOverrides: Record<string, unknown>;
  /** Start processing as soon as the original has arrived. */
  processOnArrival: boolean;
  upload?: PendingUpload | undefined;
  /** The task that is working on it now, if any; at most one. */
  activeTaskId?: string | undefined;
  /** The newest task, running or ended. */
  lastTaskId?: string | undefined;
  /** Set once deletion was asked: from then on the recording answers as unknown. */
  deletedAt?: number | undefined;
  createdAt: number;
  updatedAt: number;
};

/** Processing may start once the original is there and no run is under way. */
export const PROCESSABLE = ['DOWNLOADED', 'READY', 'FAILED', 'SKIPPED'] as const;

export const isProcessable = (status: RecordingStatus) =>
  PROCESSABLE.some(processable => processable === status);

/**
 * The name to show when the client gave none: the file's, without its ending and with underscores
 * as spaces.
 */
export function nameFromFile(fileName: string) {
  const base = fileName.split(/[/\\]/).at(-1) ?? fileName;
  const name = base
    .replace(/\.[^.]{1,5}$/, '')
    .replaceAll('_', ' ')
    .trim();
  return name || 'Recording';
}

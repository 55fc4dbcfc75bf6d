import type { Overrides } from '../config/resolve.ts';
import { cleanLine } from '../kernel/clean-text.ts';
import type { Id, RecordingId, TaskId, WorkspaceId } from '../kernel/ids.ts';
import type { Failure } from '../pipeline/failure.ts';
import type { RecordingStatus } from '../pipelines/recording-status.ts';

/** Where a recording came from. */
export const SOURCES = ['upload', 's3'] as const;
export type Source = (typeof SOURCES)[number];

/** Who gave a recording its template, or took it away. */
export const MAPPED_BY = ['rule', 'person'] as const;
export type MappedBy = (typeof MAPPED_BY)[number];

/** A multipart upload that is still under way. */
export type PendingUpload = {
  uploadId: string;
  partSizeBytes: number;
  /** Epoch milliseconds; afterwards the parts are gone. */
  expiresAt: number;
  sidecar: boolean;
  /** Where the client said how large it is. */
  sidecarBytes?: number | undefined;
};

/** One media item taken in from a source, as stored. Times are epoch milliseconds. */
export type Recording = {
  workspaceId: WorkspaceId;
  recordingId: RecordingId;
  displayName: string;
  source: Source;
  /** The row of sources that it came from; absent for what came in by itself. */
  sourceId?: Id<'source'> | undefined;
  /** As the client named it; for people, never for paths. */
  sourceFileName: string;
  status: RecordingStatus;
  failure?: Failure | undefined;
  sizeBytes: number;
  contentType: string;
  /** Hex, where the client promised it; checked when the original is first read. */
  sha256?: string | undefined;
  /** What was set for this recording alone, over its template, its workspace and the defaults. */
  configOverrides: Overrides;
  /** Grows with every change of these; absent while nothing was changed. */
  configVersion?: number | undefined;
  /** Read live: what the template says now counts. */
  templateId?: Id<'template'> | undefined;
  /** Also set where a person took the template away: no rule gives it another one. */
  mappedBy?: MappedBy | undefined;
  mappedAt?: number | undefined;
  /** Start processing as soon as the original has arrived. */
  processOnArrival: boolean;
  /** So short or small that nothing worth watching can be on it. */
  isBlank?: boolean | undefined;
  upload?: PendingUpload | undefined;
  /** The task that is working on it now, if any; at most one. */
  activeTaskId?: TaskId | undefined;
  /** The newest task, running or ended. */
  lastTaskId?: TaskId | undefined;
  /** Set once deletion was asked: from then on the recording answers as unknown. */
  deletedAt?: number | undefined;
  /** When what it shows began; where nobody said so, when it came in. */
  startTime: number;
  createdAt: number;
  updatedAt: number;
};

/**
 * The name to show when the client gave none: the file's, without its ending and with underscores
 * as spaces.
 */
export function nameFromFile(fileName: string) {
  const base = fileName.split(/[/\\]/).at(-1) ?? fileName;
  return cleanLine(base.replace(/\.[^.]{1,5}$/, '').replaceAll('_', ' ')) || 'Recording';
}

import { createHash } from 'node:crypto';
import { cleanText } from '../kernel/clean-text.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RecordingId, WorkspaceId } from '../kernel/ids.ts';
import type { Failure } from '../pipeline/failure.ts';
import { type AcceptDeps, acceptOriginal } from './accept-original.ts';
import { originalKey } from './object-keys.ts';
import type { Inbox, Recordings } from './ports.ts';
import { nameFromFile, type Recording } from './recording.ts';
import { largeDropFailure, type UploadLimit } from './uploads/upload-limit.ts';

type Deps = AcceptDeps &
  UploadLimit & {
    recordings: Pick<Recordings, 'find' | 'change' | 'insert' | 'findDuplicate'>;
    inbox: Inbox;
    workspaceExists: (workspaceId: WorkspaceId) => Promise<boolean>;
    clock: Clock;
    newRecordingId: () => RecordingId;
  };

export type Drop = {
  workspaceId: WorkspaceId;
  key: string;
  fileName: string;
  sizeBytes: number;
  /** Tells two drops under one key apart, and is equal for two events of one drop. */
  sequencer: string;
};

/**
 * A file in a workspace's inbox becomes a recording, exactly once: the drop's key is written in
 * one transaction with the recording, so a second event finds the first one's recording and only
 * finishes what that may have left undone.
 */
export const ingestDrop =
  (deps: Deps) =>
  async (drop: Drop): Promise<Recording | undefined> => {
    const { recordings, inbox, workspaceExists } = deps;
    const { workspaceId } = drop;
    if (!(await workspaceExists(workspaceId))) return undefined;
    const deduplicationKey = deduplicationKeyOf(drop);
    const arrival = { recordingId: deps.newRecordingId(), now: deps.clock() };
    const tooLarge = largeDropFailure(drop.sizeBytes, deps);
    const fresh = droppedRecording(drop, arrival, tooLarge);
    const isNew = await recordings.insert(fresh, deduplicationKey);
    const recordingId = isNew
      ? fresh.recordingId
      : await recordings.findDuplicate(workspaceId, deduplicationKey);
    if (!recordingId) return undefined;
    const key = { workspaceId, recordingId };
    // Its file stays in the inbox, whatever became of the recording: it may be the only one that there is.
    if (tooLarge) return recordings.find(key);
    await inbox.moveIn(workspaceId, drop.key, originalKey(key));
    return acceptOriginal(deps)(key);
  };

const deduplicationKeyOf = ({ key, sequencer }: Drop) =>
  `s3#${createHash('sha256').update(`${key}\n${sequencer}`).digest('hex')}`;

type Arrival = { recordingId: RecordingId; now: number };

const droppedRecording = (
  drop: Drop,
  { recordingId, now }: Arrival,
  failure: Failure | undefined,
): Recording => ({
  workspaceId: drop.workspaceId,
  recordingId,
  displayName: nameFromFile(drop.fileName),
  source: 's3',
  sourceFileName: cleanText(drop.fileName),
  status: failure ? 'FAILED' : 'DOWNLOADING',
  failure,
  sizeBytes: drop.sizeBytes,
  contentType: 'application/octet-stream',
  configOverrides: {},
  processOnArrival: true,
  createdAt: now,
  updatedAt: now,
});

/** Folders, subtitles and hidden files in an inbox are no recordings. */
export const isMediaDrop = (fileName: string, sizeBytes: number) =>
  sizeBytes > 0 && !fileName.startsWith('.') && !/\.(srt|vtt|txt|json|part|tmp)$/i.test(fileName);

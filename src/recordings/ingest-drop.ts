import { createHash } from 'node:crypto';
import { cleanText } from '../kernel/clean-text.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RecordingId, WorkspaceId } from '../kernel/ids.ts';
import type { Failure } from '../pipeline/failure.ts';
import { type AcceptDeps, acceptOriginal } from './accept-original.ts';
import { originalKey } from './object-keys.ts';
import type { Dropped, Inbox, Recordings } from './ports.ts';
import { nameFromFile, type Recording } from './recording.ts';
import type { RecordingKey } from './recording-key.ts';
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
    const { inbox, workspaceExists } = deps;
    const { workspaceId } = drop;
    if (!(await workspaceExists(workspaceId))) return undefined;
    // Measured now: since the event a larger file may have been dropped in its place.
    const dropped = await inbox.find(workspaceId, drop.key);
    const recording = await recordingOf(deps, drop, dropped);
    if (dropped && recording?.status === 'DOWNLOADING') {
      const failure = largeDropFailure(dropped.sizeBytes, deps);
      if (failure) return refuse(deps, recording, { failure, sizeBytes: dropped.sizeBytes });
      await inbox.moveIn(workspaceId, dropped, originalKey(recording));
    }
    return recording && acceptOriginal(deps)(recording);
  };

/** The recording of this drop, which is made by its first event; none where it is gone before. */
async function recordingOf(
  { recordings, newRecordingId, clock }: Deps,
  drop: Drop,
  dropped: Dropped | undefined,
) {
  const { workspaceId } = drop;
  const deduplicationKey = deduplicationKeyOf(drop);
  const fresh = dropped && droppedRecording(drop, dropped, newRecordingId(), clock());
  if (fresh && (await recordings.insert(fresh, deduplicationKey))) return fresh;
  const recordingId = await recordings.findDuplicate(workspaceId, deduplicationKey);
  return recordingId && recordings.find({ workspaceId, recordingId });
}

/** Its file stays in the inbox, whatever becomes of the recording: it may be the only one that there is. */
async function refuse(
  { recordings, clock }: Deps,
  key: RecordingKey,
  why: { failure: Failure; sizeBytes: number },
) {
  const changes = { status: 'FAILED', ...why } as const;
  const refused = await recordings.change(key, changes, { from: ['DOWNLOADING'] }, clock());
  return refused ?? recordings.find(key);
}

const deduplicationKeyOf = ({ key, sequencer }: Drop) =>
  `s3#${createHash('sha256').update(`${key}\n${sequencer}`).digest('hex')}`;

const droppedRecording = (
  drop: Drop,
  { sizeBytes }: Dropped,
  recordingId: RecordingId,
  now: number,
): Recording => ({
  workspaceId: drop.workspaceId,
  recordingId,
  displayName: nameFromFile(drop.fileName),
  source: 's3',
  sourceFileName: cleanText(drop.fileName),
  status: 'DOWNLOADING',
  sizeBytes,
  contentType: 'application/octet-stream',
  configOverrides: {},
  processOnArrival: true,
  startTime: now,
  createdAt: now,
  updatedAt: now,
});

/** Folders, subtitles and hidden files in an inbox are no recordings. */
export const isMediaDrop = (fileName: string, sizeBytes: number) =>
  sizeBytes > 0 && !fileName.startsWith('.') && !/\.(srt|vtt|txt|json|part|tmp)$/i.test(fileName);

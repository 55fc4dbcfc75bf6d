import type { WorkspaceId } from '../kernel/ids.ts';
import type { Subject } from '../pipeline/subject.ts';

/** Names one recording: ids are unique within their workspace. */
export type RecordingKey = { workspaceId: WorkspaceId; recordingId: string };

/** The recording as the engine and the ledger know it. */
export const recordingSubject = ({ workspaceId, recordingId }: RecordingKey): Subject => ({
  workspaceId,
  kind: 'recording',
  id: recordingId,
});

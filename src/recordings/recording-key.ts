import { isId, type RecordingId, type WorkspaceId } from '../kernel/ids.ts';
import type { Subject } from '../pipeline/subject.ts';

export type RecordingKey = { workspaceId: WorkspaceId; recordingId: RecordingId };

/** A recording as the engine knows it. */
export const recordingSubject = ({ workspaceId, recordingId }: RecordingKey): Subject => ({
  workspaceId,
  kind: 'recording',
  id: recordingId,
});

/** The recording that a subject is. */
export function recordingKey({ workspaceId, kind, id }: Subject): RecordingKey {
  if (kind !== 'recording' || !isId('recording', id)) throw new TypeError('Not a recording.');
  return { workspaceId, recordingId: id };
}

import { isId, isWorkspaceId, type WorkspaceId } from '../kernel/ids.ts';
import { subjectPrefix } from '../pipeline/object-keys.ts';
import { type RecordingKey, recordingSubject } from './recording-key.ts';

/** All files of a recording. */
export const recordingPrefix = (key: RecordingKey) => subjectPrefix(recordingSubject(key));

export const originalKey = (key: RecordingKey) => `${recordingPrefix(key)}original`;

export const sidecarKey = (key: RecordingKey) => `${recordingPrefix(key)}sidecar`;

/** What a person made of the edit list: no result of a run, so a reset leaves it. */
export const editVersionKey = (key: RecordingKey, fileName: string) =>
  `${recordingPrefix(key)}edits/${fileName}`;

export type KnownKey =
  | ({ kind: 'original' } & RecordingKey)
  | { kind: 'drop'; workspaceId: WorkspaceId; fileName: string };

const ORIGINAL = /^workspaces\/(?<workspace>[^/]+)\/recordings\/(?<recording>[^/]+)\/original$/;
const DROP = /^inbox\/(?<workspace>[^/]+)\/(?:.*\/)?(?<file>[^/]+)$/;

/** What an object of the media bucket is, told by its key; undefined for anything not ours. */
export function readKey(key: string): KnownKey | undefined {
  const { workspace = '', recording = '' } = ORIGINAL.exec(key)?.groups ?? {};
  if (isWorkspaceId(workspace) && isId('recording', recording)) {
    return { kind: 'original', workspaceId: workspace, recordingId: recording };
  }
  const drop = DROP.exec(key)?.groups;
  if (drop?.workspace && drop.file && isWorkspaceId(drop.workspace)) {
    return { kind: 'drop', workspaceId: drop.workspace, fileName: drop.file };
  }
  return undefined;
}

import { isWorkspaceId, type WorkspaceId } from '../kernel/ids.ts';

/**
 * Where files lie in the media bucket. Keys hold ids only, never a person's words: no collisions,
 * no escaping, and the workspace comes first so that access can be granted by prefix.
 */
export const workspacePrefix = (workspaceId: WorkspaceId) => `workspaces/${workspaceId}/`;

export const recordingPrefix = (workspaceId: WorkspaceId, recordingId: string) =>
  `${workspacePrefix(workspaceId)}recordings/${recordingId}/`;

export const originalKey = (workspaceId: WorkspaceId, recordingId: string) =>
  `${recordingPrefix(workspaceId, recordingId)}original`;

export const sidecarKey = (workspaceId: WorkspaceId, recordingId: string) =>
  `${recordingPrefix(workspaceId, recordingId)}sidecar`;

/** All that stages made, below the recording: what a reset removes. */
export const stagesPrefix = (workspaceId: WorkspaceId, recordingId: string) =>
  `${recordingPrefix(workspaceId, recordingId)}stages/`;

type Made = { stage: string; fingerprint: string };

const madePrefix = (workspaceId: WorkspaceId, recordingId: string, made: Made) =>
  `${stagesPrefix(workspaceId, recordingId)}${made.stage}/${made.fingerprint.slice(0, 32)}/`;

/**
 * By the fingerprint, two workers of one task write equal objects. By the task, no task ever writes
 * a key of an earlier one: what is superseded can be removed whenever, also late.
 */
export const artifactKey = (
  workspaceId: WorkspaceId,
  recordingId: string,
  made: Made & { taskId: string; fileName: string },
) => `${madePrefix(workspaceId, recordingId, made)}${made.taskId}/${made.fileName}`;

/** What runs of a stage leave for its next runs on equal inputs, whatever their task. */
export const interimPrefix = (workspaceId: WorkspaceId, recordingId: string, made: Made) =>
  `${madePrefix(workspaceId, recordingId, made)}interim/`;

/** Whether a key below `stagesPrefix` is of an interim file. */
export const isInterimKey = (key: string) => /\/stages\/[^/]+\/[^/]+\/interim\//.test(key);

/** What a person made of the edit list: no result of a run, so a reset leaves it. */
export const editVersionKey = (workspaceId: WorkspaceId, recordingId: string, fileName: string) =>
  `${recordingPrefix(workspaceId, recordingId)}edits/${fileName}`;

export type KnownKey =
  | { kind: 'original'; workspaceId: WorkspaceId; recordingId: string }
  | { kind: 'drop'; workspaceId: WorkspaceId; fileName: string };

const ORIGINAL = /^workspaces\/(?<workspace>[^/]+)\/recordings\/(?<recording>[^/]+)\/original$/;
const DROP = /^inbox\/(?<workspace>[^/]+)\/(?:.*\/)?(?<file>[^/]+)$/;

/** What an object of the media bucket is, told by its key; undefined for anything not ours. */
export function readKey(key: string): KnownKey | undefined {
  const original = ORIGINAL.exec(key)?.groups;
  if (original?.workspace && original.recording && isWorkspaceId(original.workspace)) {
    return { kind: 'original', workspaceId: original.workspace, recordingId: original.recording };
  }
  const drop = DROP.exec(key)?.groups;
  if (drop?.workspace && drop.file && isWorkspaceId(drop.workspace)) {
    return { kind: 'drop', workspaceId: drop.workspace, fileName: drop.file };
  }
  return undefined;
}

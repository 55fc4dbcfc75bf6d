import type { WorkspaceId } from '../kernel/ids.ts';
import type { Subject } from './subject.ts';

/**
 * Where files lie in the media bucket. Keys hold ids only, never a person's words: no collisions,
 * no escaping, and the workspace comes first so that access can be granted by prefix.
 */
export const workspacePrefix = (workspaceId: WorkspaceId) => `workspaces/${workspaceId}/`;

export const subjectPrefix = ({ workspaceId, kind, id }: Subject) =>
  `${workspacePrefix(workspaceId)}${kind}s/${id}/`;

/** All that stages made, below the subject: what a reset removes. */
export const stagesPrefix = (subject: Subject) => `${subjectPrefix(subject)}stages/`;

type Made = { stage: string; fingerprint: string };

const madePrefix = (subject: Subject, { stage, fingerprint }: Made) =>
  `${stagesPrefix(subject)}${stage}/${fingerprint.slice(0, 32)}/`;

/**
 * By the fingerprint, two workers of one task write equal objects. By the task, no task ever writes
 * a key of an earlier one: what is superseded can be removed whenever, also late.
 */
export const artifactKey = (subject: Subject, made: Made & { taskId: string; fileName: string }) =>
  `${madePrefix(subject, made)}${made.taskId}/${made.fileName}`;

/** What runs of a stage leave for its next runs on equal inputs, whatever their task. */
export const interimPrefix = (subject: Subject, made: Made) =>
  `${madePrefix(subject, made)}interim/`;

/** Whether a key below `stagesPrefix` is of an interim file. */
export const isInterimKey = (key: string) => /\/stages\/[^/]+\/[^/]+\/interim\//.test(key);

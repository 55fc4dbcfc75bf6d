import { isWorkspaceId, type WorkspaceId } from '../../../kernel/ids.ts';
import type { Subject } from '../../../pipeline/subject.ts';

/**
 * Keys of the sparse index that only the sweeper reads: work of any workspace that waits. An item
 * leaves it by losing the attributes.
 */
export const WAITING = {
  queue: 'WAITING#queue',
  slots: 'WAITING#slots',
  uploads: 'WAITING#uploads',
  deletions: 'WAITING#deletions',
  links: 'WAITING#links',
  jobs: 'WAITING#jobs',
  queueKey: (workspaceId: WorkspaceId, taskId = '') => `${workspaceId}#${taskId}`,
  deletionKey: ({ workspaceId, kind, id }: Subject) => `${workspaceId}#${kind}#${id}`,
  /** Epoch milliseconds have 13 digits until the year 2286, so text order is time order. */
  timedKey: (expiresAt: number, workspaceId: WorkspaceId, recordingId: string) =>
    `${expiresAt}#${workspaceId}#${recordingId}`,
} as const;

/** The subject that a `deletionKey` names. */
export function readDeletionKey(key: string): Subject {
  const [workspaceId = '', kind, id] = key.split('#');
  if (!isWorkspaceId(workspaceId) || !kind || !id) throw new TypeError(`No subject: ${key}`);
  return { workspaceId, kind, id };
}

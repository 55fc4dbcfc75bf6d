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
  erasures: 'WAITING#erasures',
  /** Workspaces that do not keep files for ever. */
  retention: 'WAITING#retention',
  /** Recordings that expired and may still have files. */
  expiry: 'WAITING#expiry',
  reservations: 'WAITING#reservations',
  jobs: 'WAITING#jobs',
  queueKey: (workspaceId: WorkspaceId, taskId = '') => `${workspaceId}#${taskId}`,
  deletionKey: ({ workspaceId, kind, id }: Subject) => `${workspaceId}#${kind}#${id}`,
  /** Epoch milliseconds have 13 digits until the year 2286, so text order is time order. */
  timedKey: (at: number, workspaceId: WorkspaceId, id: string) => `${at}#${workspaceId}#${id}`,
} as const;

/** The subject that a `deletionKey` names. */
export function readDeletionKey(key: string): Subject {
  const [workspaceId = '', kind, id] = key.split('#');
  if (!isWorkspaceId(workspaceId) || !kind || !id) throw new TypeError(`No subject: ${key}`);
  return { workspaceId, kind, id };
}

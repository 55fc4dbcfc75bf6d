import type { WorkspaceId } from '../../../kernel/ids.ts';

/**
 * Keys of the sparse index that only the sweeper reads: work of any workspace that waits. An item
 * leaves it by losing the attributes.
 */
export const WAITING = {
  queue: 'WAITING#queue',
  slots: 'WAITING#slots',
  uploads: 'WAITING#uploads',
  deletions: 'WAITING#deletions',
  queueKey: (workspaceId: WorkspaceId, taskId: string) => `${workspaceId}#${taskId}`,
  deletionKey: (workspaceId: WorkspaceId, recordingId: string) => `${workspaceId}#${recordingId}`,
  /** Epoch milliseconds have 13 digits until the year 2286, so text order is time order. */
  uploadKey: (expiresAt: number, workspaceId: WorkspaceId, recordingId: string) =>
    `${expiresAt}#${workspaceId}#${recordingId}`,
} as const;

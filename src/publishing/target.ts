import type { WorkspaceId } from '../kernel/ids.ts';

export const TARGET_STATUSES = ['NOT_UPLOADED', 'UPLOADING', 'UPLOADED', 'FAILED'] as const;
export type TargetStatus = (typeof TARGET_STATUSES)[number];

/** One recording on its way to one preset. */
export type TargetKey = { workspaceId: WorkspaceId; recordingId: string; preset: string };

/** What a platform wants remembered of a target: plain JSON that its publisher alone understands. */
export type TargetDetails = Record<string, unknown>;

/** A row of the ledger. Times are epoch milliseconds. */
export type Target = TargetKey & {
  status: TargetStatus;
  /** Grows with every attempt: who holds an older one has been overtaken and must stop. */
  version: number;
  /** What is being published or was published last: equal hashes are equal publications. */
  contentHash?: string | undefined;
  /** Where people find it; stays while a newer version is on its way. */
  url?: string | undefined;
  details?: TargetDetails | undefined;
  /** When it was first published; a newer version keeps the date. */
  publishedAt?: number | undefined;
  failureCode?: string | undefined;
  failureReason?: string | undefined;
  updatedAt: number;
};

/** Nothing is left to do if just this content stands. */
export const isPublished = (target: Target | undefined, contentHash: string) =>
  target?.status === 'UPLOADED' && target.contentHash === contentHash;

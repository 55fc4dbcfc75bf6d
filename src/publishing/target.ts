import type { Subject } from '../pipeline/subject.ts';

export const TARGET_STATUSES = [
  'NOT_UPLOADED',
  'UPLOADING',
  'UPLOADED',
  'FAILED',
  'REMOVING',
] as const;
export type TargetStatus = (typeof TARGET_STATUSES)[number];

/** One subject on its way to one preset. */
export type TargetKey = { subject: Subject; presetId: string };

/** What a platform wants remembered of a target: plain JSON that its publisher alone understands. */
export type TargetDetails = Record<string, unknown>;

/** A row of the ledger. Times are epoch milliseconds. */
export type Target = TargetKey & {
  status: TargetStatus;
  /**
   * Grows with every attempt to publish or to take back: who has an older one was superseded and
   * must stop.
   */
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

/** Nothing is left to do if just this content is the current one. */
export const isPublished = (target: Target | undefined, contentHash: string) =>
  target?.status === 'UPLOADED' && target.contentHash === contentHash;

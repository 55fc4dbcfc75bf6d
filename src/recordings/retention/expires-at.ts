import { type RecordingStatus, recordingStatusesBefore } from '../../pipelines/recording-status.ts';
import type { Recording } from '../recording.ts';
import { UPLOAD_STAGE } from '../refuse-without-original.ts';

const DAY_MS = 24 * 3_600_000;

/** What is being worked on does not expire, and what has expired does not again. */
export const EXPIRABLE: readonly RecordingStatus[] = recordingStatusesBefore('EXPIRED').filter(
  status => status !== 'EXPIRED',
);

/** What came in until then is over. */
export const lastKept = (retentionDays: number, now: number) => now - retentionDays * DAY_MS;

/** When the files of a recording go; undefined where they stay, or never were. */
export function expiresAt(
  { status, createdAt, failure }: Pick<Recording, 'status' | 'createdAt' | 'failure'>,
  retentionDays: number | undefined,
) {
  if (retentionDays === undefined || !EXPIRABLE.includes(status)) return undefined;
  return failure?.stage === UPLOAD_STAGE ? undefined : createdAt + retentionDays * DAY_MS;
}

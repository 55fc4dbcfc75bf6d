import { type Statuses, statusesBefore } from '../pipeline/statuses.ts';

const TRANSITIONS = {
  INITIALIZED: ['DOWNLOADING', 'SKIPPED', 'FAILED'],
  DOWNLOADING: ['DOWNLOADED', 'INITIALIZED', 'FAILED'],
  DOWNLOADED: ['PROCESSING', 'SKIPPED', 'FAILED', 'EXPIRED'],
  PROCESSING: ['PROCESSED', 'DOWNLOADED', 'SKIPPED', 'FAILED'],
  PROCESSED: ['PREPARING', 'DOWNLOADED', 'SKIPPED', 'FAILED'],
  PREPARING: ['TRANSCRIBED', 'DOWNLOADED', 'FAILED'],
  TRANSCRIBED: ['UPLOADING', 'DOWNLOADED', 'FAILED'],
  UPLOADING: ['READY', 'DOWNLOADED', 'FAILED'],
  READY: ['PROCESSING', 'DOWNLOADED', 'EXPIRED', 'FAILED'],
  SKIPPED: ['PROCESSING', 'DOWNLOADED', 'EXPIRED', 'FAILED'],
  EXPIRED: [],
  FAILED: ['PROCESSING', 'DOWNLOADING', 'DOWNLOADED', 'EXPIRED'],
} as const satisfies Record<string, readonly string[]>;

export type RecordingStatus = keyof typeof TRANSITIONS;
export const RECORDING_STATUSES = Object.keys(TRANSITIONS).filter(isStatus);

function isStatus(text: string): text is RecordingStatus {
  return text in TRANSITIONS;
}

/** Processing may start once the original is there and no run is under way. */
export const PROCESSABLE = ['DOWNLOADED', 'READY', 'FAILED', 'SKIPPED'] as const;

const NOT_UPLOADED = {
  code: 'upload_incomplete',
  message: 'The upload is not complete yet: complete it first.',
} as const;

/** For everything that needs a file of a recording that has expired. */
export const GONE = {
  code: 'expired',
  message:
    'The original was kept as long as the workspace keeps files, and is gone: upload it again. What was published stays.',
} as const;

/**
 * The statuses of a recording. `FAILED` keeps the failed stage beside it; a retry re-enters the
 * pipeline at its start, where unchanged stages are skipped.
 */
export const RECORDING: Statuses<RecordingStatus> = {
  transitions: TRANSITIONS,
  start: 'DOWNLOADED',
  done: 'READY',
  skipped: 'SKIPPED',
  failed: 'FAILED',
  processable: PROCESSABLE,
  refusals: { INITIALIZED: NOT_UPLOADED, DOWNLOADING: NOT_UPLOADED, EXPIRED: GONE },
};

/** The statuses from which a recording may come to `to`. */
export const recordingStatusesBefore = (to: RecordingStatus) => statusesBefore(RECORDING, to);

/**
 * The states of a recording and the only ways between them. `FAILED` keeps the failed stage
 * beside it; a retry re-enters the pipeline at its start, where unchanged stages are skipped.
 */
export const TRANSITIONS = {
  INITIALIZED: ['DOWNLOADING', 'SKIPPED', 'FAILED'],
  DOWNLOADING: ['DOWNLOADED', 'INITIALIZED', 'FAILED'],
  DOWNLOADED: ['PROCESSING', 'SKIPPED', 'FAILED', 'EXPIRED'],
  PROCESSING: ['PROCESSED', 'DOWNLOADED', 'SKIPPED', 'FAILED'],
  PROCESSED: ['PREPARING', 'DOWNLOADED', 'FAILED'],
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

/** Staying is always allowed: two stages of one phase may both announce it. */
export const canMove = (from: RecordingStatus, to: RecordingStatus) =>
  from === to || TRANSITIONS[from].some(next => next === to);

/** The states from which `to` may be reached: the condition of the write that moves there. */
export const statesBefore = (to: RecordingStatus) =>
  RECORDING_STATUSES.filter(from => canMove(from, to));

import type { AuditEntry } from '../../audit/entry.ts';
import type { Recording } from '../recording.ts';

export type RecordingConfigs = {
  /**
   * Writes config and version of the recording, in one transaction with the entry. False unless the
   * version stored is the one before, and where the recording is gone.
   */
  save: (recording: Recording, entry: AuditEntry) => Promise<boolean>;
};

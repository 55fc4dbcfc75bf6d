import type { WorkspaceId } from '../../kernel/ids.ts';
import type { RecordingKey } from '../recording-key.ts';

/** Across workspaces, for the sweeper. */
export type Retention = {
  /** Those that do not keep files for ever. */
  workspaces: () => Promise<{ workspaceId: WorkspaceId; retentionDays: number }[]>;
  /** Recordings that are EXPIRED and may still have files. */
  unfinished: () => Promise<RecordingKey[]>;
};

import { processingConfig } from '../config/processing-config.contract.ts';
import { type ConfigLayer, merge, type Overrides } from '../config/resolve.ts';
import type { WorkspaceId } from '../kernel/ids.ts';

/** What a workspace sets for all of its recordings, as stored. */
export type Settings = {
  workspaceId: WorkspaceId;
  overrides: Overrides;
  /** How long files of recordings are kept; absent: for ever. */
  retentionDays?: number | undefined;
  /** Grows with every change; 0 while nothing was ever set. */
  version: number;
  /** Epoch milliseconds. */
  updatedAt?: number | undefined;
};

/** These, and the zone of the workspace, in which times are written unless the config says another. */
export type SettingsInZone = Settings & { timeZone: string };

export const workspaceLayer = ({
  overrides,
  timeZone,
}: Pick<SettingsInZone, 'overrides' | 'timeZone'>): ConfigLayer => ({
  name: 'workspace',
  value: merge(processingConfig(), { metadata: { time_zone: timeZone } }, overrides),
});

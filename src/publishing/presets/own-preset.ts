import type { Id, WorkspaceId } from '../../kernel/ids.ts';
import type { PresetPlatform } from './settings.contract.ts';

export type PresetKey = { workspaceId: WorkspaceId; presetId: Id<'preset'> };

/** A destination that a workspace made. Times are epoch milliseconds. */
export type OwnPreset = PresetKey & {
  name: string;
  description: string;
  platform: PresetPlatform;
  /** Null where the platform asks for no account. */
  credentialId: Id<'credential'> | null;
  /** As the schema of its platform has it. */
  settings: Readonly<Record<string, unknown>>;
  isActive: boolean;
  /** Rows of the ledger: while there are any, taking them back needs the preset. */
  targetCount: number;
  version: number;
  createdAt: number;
  updatedAt: number;
};

/** For whoever chose a name that is taken. */
export const THAT_NAME = 'a preset of this name';

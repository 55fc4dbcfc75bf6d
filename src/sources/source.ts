import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { SourcePlatform } from './settings.contract.ts';

export type SourceKey = { workspaceId: WorkspaceId; sourceId: Id<'source'> };

/** Somewhere that recordings come from. Times are epoch milliseconds. */
export type Source = SourceKey & {
  name: string;
  description: string;
  platform: SourcePlatform;
  /** Null where the platform asks for no account. */
  credentialId: Id<'credential'> | null;
  /** As the schema of its platform has it. */
  settings: Readonly<Record<string, unknown>>;
  isActive: boolean;
  lastSyncAt?: number | undefined;
  version: number;
  createdAt: number;
  updatedAt: number;
};

/** For whoever chose what is taken. */
export const THAT_NAME = 'a source of this name with the same platform and credential';

import type { WorkspaceId } from '../kernel/ids.ts';

/** A destination: a platform, an account there, and what is set for all that goes to it. */
export type Preset = {
  id: string;
  /** A row in the index of platforms. */
  platform: string;
  /** Null where the platform asks for no account. */
  credentialId: string | null;
  /** Plain JSON that the platform alone understands. */
  settings: Readonly<Record<string, unknown>>;
};

export type Presets = {
  /** Also while the ledger still has targets of it: taking them back needs its account. */
  find: (workspaceId: WorkspaceId, presetId: string) => Promise<Preset | undefined>;
};

/** What every workspace has without making it: pages of its own. */
const BUILT_IN: readonly Preset[] = [
  { id: 'library', platform: 'library', credentialId: null, settings: {} },
];

/** The same for every workspace. */
export const builtInPresets: Presets = {
  find: async (_workspaceId, presetId) => BUILT_IN.find(({ id }) => id === presetId),
};

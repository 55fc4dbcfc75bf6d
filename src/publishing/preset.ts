import type { BUILT_IN_PRESETS } from '../config/processing-config.contract.ts';
import type { WorkspaceId } from '../kernel/ids.ts';

type BuiltInPreset = (typeof BUILT_IN_PRESETS)[number];

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
const BUILT_IN: Readonly<Record<BuiltInPreset, Omit<Preset, 'id'>>> = {
  library: { platform: 'library', credentialId: null, settings: {} },
};

const isBuiltIn = (id: string): id is BuiltInPreset => Object.hasOwn(BUILT_IN, id);

/** The same for every workspace. */
export const builtInPresets: Presets = {
  find: async (_workspaceId, id) => (isBuiltIn(id) ? { id, ...BUILT_IN[id] } : undefined),
};

import type { BUILT_IN_PRESETS } from '../config/processing-config.contract.ts';
import { isId, type WorkspaceId } from '../kernel/ids.ts';
import type { OwnPresets } from './presets/ports.ts';

type BuiltInPreset = (typeof BUILT_IN_PRESETS)[number];

/** Platforms that something can be published to: each has its row in the index of platforms. */
export const PUBLISHABLE = ['library'] as const;

/** A destination: a platform, an account there, and what is set for all that goes to it. */
export type Preset = {
  id: string;
  /** A row in the index of platforms. */
  platform: string;
  /** Null where the platform asks for no account. */
  credentialId: string | null;
  /** Plain JSON that the platform alone understands. */
  settings: Readonly<Record<string, unknown>>;
  /** Runs leave out what is not; what was published stays, and can be taken back. */
  isActive: boolean;
};

export type Presets = {
  /** Also while the ledger still has targets of it: taking them back needs its account. */
  find: (workspaceId: WorkspaceId, presetId: string) => Promise<Preset | undefined>;
};

/** What every workspace has without making it: pages of its own. */
const BUILT_IN: Readonly<Record<BuiltInPreset, Omit<Preset, 'id'>>> = {
  library: { platform: 'library', credentialId: null, settings: {}, isActive: true },
};

const isBuiltIn = (id: string): id is BuiltInPreset => Object.hasOwn(BUILT_IN, id);

/** The same for every workspace. */
export const builtInPresets: Presets = {
  find: async (_workspaceId, id) => (isBuiltIn(id) ? { id, ...BUILT_IN[id] } : undefined),
};

/** Those that a workspace made, and those that it has without. */
export const workspacePresets = (own: Pick<OwnPresets, 'find'>): Presets => ({
  find: async (workspaceId, id) => {
    if (!isId('preset', id)) return builtInPresets.find(workspaceId, id);
    const preset = await own.find({ workspaceId, presetId: id });
    if (!preset) return undefined;
    const { platform, credentialId, settings, isActive } = preset;
    return { id, platform, credentialId, settings, isActive };
  },
});

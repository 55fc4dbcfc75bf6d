import type { PlatformLimits } from '../../publishing/metadata/platform-text.ts';
import type { Publisher } from '../../publishing/ports.ts';
import type { Preset, PUBLISHABLE } from '../../publishing/preset.ts';
import { LIBRARY_LIMITS } from './library/limits.ts';
import type { PlatformContext } from './platform-context.ts';

/** A platform: what can be known without its code, and how to get at its code. */
export type PlatformRow = {
  limits: PlatformLimits;
  /** Whether its addresses are watch pages of ours. */
  hostsPage: boolean;
  load: (context: PlatformContext) => Promise<(preset: Preset) => Publisher>;
};

/** Every platform, by the name that presets use. Nothing but limits is loaded with this list. */
export const PLATFORMS = {
  library: {
    limits: LIBRARY_LIMITS,
    hostsPage: true,
    load: async context => (await import('./library/library-platform.ts')).libraryPlatform(context),
  },
} as const satisfies Record<(typeof PUBLISHABLE)[number], PlatformRow>;

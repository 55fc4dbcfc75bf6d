import { PLATFORMS, type PlatformRow } from '../../../src/adapters/platforms/index.ts';
import { SHELF_LIMITS } from './shelf/limits.ts';

/** The product's platforms and one more: a folder, and this row. */
export const TEST_PLATFORMS: Readonly<Record<string, PlatformRow>> = {
  ...PLATFORMS,
  shelf: {
    limits: SHELF_LIMITS,
    hostsPage: false,
    load: async () => (await import('./shelf/publisher.ts')).shelfPlatform(),
  },
};

import { lazy } from '../../kernel/lazy.ts';
import type { Platform, Platforms } from '../../publishing/ports.ts';
import { PLATFORMS, type PlatformRow } from './index.ts';
import type { PlatformContext } from './platform-context.ts';

/** The platforms of an index, for publishing: each is loaded once, when a preset first needs it. */
export function openPlatforms(
  context: PlatformContext,
  index: Readonly<Record<string, PlatformRow>> = PLATFORMS,
): Platforms {
  const platforms = new Map(
    Object.entries(index).map(([name, row]) => [name, openPlatform(row, context)]),
  );
  return { find: name => platforms.get(name) };
}

function openPlatform({ hostsPage, load }: PlatformRow, context: PlatformContext): Platform {
  const loaded = lazy(() => load(context));
  return { hostsPage, publisher: async preset => (await loaded())(preset) };
}

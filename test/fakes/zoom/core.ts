import type { Clock } from '../shared/clock.ts';
import { downloadTokens } from './download-tokens.ts';
import { grantStore } from './grants.ts';
import { pageTokens } from './page-tokens.ts';
import { rateMeter } from './rate-limits.ts';
import { signedLinks } from './signed-links.ts';
import { type WorldOptions, zoomWorld } from './world.ts';

export type ZoomHost = 'web' | 'api' | 'storage';

export type CoreOptions = WorldOptions & {
  /** A new Server-to-Server token ends the former one; unverified, so off. */
  singleAccountToken: boolean;
};

/** What the fake's servers share. The origins are known once they listen. */
export function zoomCore(clock: Clock, options: CoreOptions) {
  const world = zoomWorld(clock.now, options);
  const origins: Record<ZoomHost, string> = { web: '', api: '', storage: '' };
  return {
    clock,
    world,
    origins,
    options,
    grants: grantStore(clock.now),
    pages: pageTokens(clock.now),
    downloads: downloadTokens(clock.now),
    links: signedLinks(clock.now),
    rate: rateMeter(() => world.plan),
    /** What clients did wrong where Zoom would not tell them. */
    violations: [] as string[],
  };
}

export type ZoomCore = ReturnType<typeof zoomCore>;

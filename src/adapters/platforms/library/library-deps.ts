import type { Clock } from '../../../kernel/clock.ts';
import type { Targets } from '../../../publishing/ports.ts';
import type { Site } from './site.ts';

export type LibraryDeps = {
  site: Site;
  targets: Pick<Targets, 'listPublished'>;
  /** Lists show what was published to it. */
  presetId: string;
  clock: Clock;
  /** Where the published bucket is seen, without a slash at the end. */
  siteUrl: string;
  /** What a workspace calls this library; undefined for the page's own word. */
  libraryTitle?: string | undefined;
};

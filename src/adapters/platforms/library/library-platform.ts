import type { Preset } from '../../../publishing/preset.ts';
import type { PlatformContext } from '../platform-context.ts';
import { libraryPublisher } from './publisher.ts';
import { s3Site } from './s3-site.ts';

/** The workspace's own pages, in the published bucket. */
export function libraryPlatform({ s3, mediaBucket, publishedBucket, ...context }: PlatformContext) {
  const site = s3Site({ s3, mediaBucket, publishedBucket });
  return ({ id: presetId, settings: { title } }: Preset) => {
    const libraryTitle = typeof title === 'string' ? title : undefined;
    return libraryPublisher({ ...context, site, presetId, libraryTitle });
  };
}

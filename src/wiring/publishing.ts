import { z } from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { targetRepository } from '../adapters/dynamodb/publishing/target-repository.ts';
import { libraryPublisher } from '../adapters/platforms/library/publisher.ts';
import { LIBRARY_PRESET } from '../adapters/platforms/library/rebuild-lists.ts';
import { s3Site } from '../adapters/platforms/library/s3-site.ts';
import { openS3 } from '../adapters/s3/client.ts';
import { environment } from './environment.ts';

const name = z.string().min(1);

/** Ledger and publishers, for publishing and for taking it back. One row for each preset. */
export function libraryPorts(table: Table, s3 = openS3()) {
  const settings = environment({
    MEDIA_BUCKET: name,
    PUBLISHED_BUCKET: name,
    SITE_URL: z.url().transform(url => url.replace(/\/$/, '')),
  });
  const { MEDIA_BUCKET: mediaBucket, PUBLISHED_BUCKET: publishedBucket } = settings;
  const clock = Date.now;
  const targets = targetRepository(table);
  const site = s3Site({ s3, mediaBucket, publishedBucket });
  const library = libraryPublisher({ site, targets, clock, siteUrl: settings.SITE_URL });
  return { targets, clock, publishers: { [LIBRARY_PRESET]: library } };
}

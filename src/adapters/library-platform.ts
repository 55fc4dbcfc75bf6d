import { z } from 'zod';
import { libraryPublisher } from '../publishing/library/library-publisher.ts';
import { LIBRARY_PRESET } from '../publishing/library/rebuild-lists.ts';
import type { Table } from './dynamodb/client.ts';
import { targetRepository } from './dynamodb/target-repository.ts';
import { environment } from './environment.ts';
import { s3Site } from './library/s3-site.ts';
import { openS3 } from './s3/client.ts';

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

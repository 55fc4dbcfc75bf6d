import * as z from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { presetReader } from '../adapters/dynamodb/publishing/preset-reader.ts';
import { targetRepository } from '../adapters/dynamodb/publishing/target-repository.ts';
import { thumbnailReader } from '../adapters/dynamodb/thumbnails/thumbnail-reader.ts';
import { openPlatforms } from '../adapters/platforms/open-platforms.ts';
import { openS3 } from '../adapters/s3/client.ts';
import { workspacePresets } from '../publishing/preset.ts';
import { environment } from './environment.ts';

const name = z.string().min(1);

/** Ledger, presets and platforms, for publishing and for taking it back. */
export function publishingPorts(table: Table, s3 = openS3()) {
  const { PUBLISHED_BUCKET: publishedBucket, SITE_URL: siteUrl } = environment({
    PUBLISHED_BUCKET: name,
    SITE_URL: z.url().transform(url => url.replace(/\/$/, '')),
  });
  const mediaBucket = () => environment({ MEDIA_BUCKET: name }).MEDIA_BUCKET;
  const clock = Date.now;
  const targets = targetRepository(table);
  const context = { targets, s3, mediaBucket, publishedBucket, siteUrl, clock };
  return {
    targets,
    clock,
    presets: workspacePresets(presetReader(table)),
    thumbnails: thumbnailReader(table),
    platforms: openPlatforms(context),
  };
}

import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../../kernel/clock.ts';
import type { Targets } from '../../publishing/ports.ts';

/** What this deployment offers to a platform. */
export type PlatformContext = {
  targets: Pick<Targets, 'listPublished'>;
  s3: S3Client;
  /** Asked for only where something is published: taking back has no right to it. */
  mediaBucket: () => string;
  publishedBucket: string;
  /** Where the published bucket is seen, without a slash at the end. */
  siteUrl: string;
  clock: Clock;
};

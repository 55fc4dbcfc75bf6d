import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  EventType,
  HttpMethods,
  type IBucket,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';

type MediaBucketProps = { config: StageConfig; accessLogs: IBucket; arrivals: IQueue };

/** What every bucket of ours is. */
export const PRIVATE_BUCKET = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
};

/** What is kept outlives its stack, but not a first creation that failed: that leaves nothing behind. */
export const removalPolicy = ({ keepData }: StageConfig) =>
  keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;

/** Where nothing is kept, `cdk destroy` also empties the buckets, which it could not delete else. */
export const bucketRemoval = (config: StageConfig) => ({
  removalPolicy: removalPolicy(config),
  autoDeleteObjects: !config.keepData,
});

const LIFECYCLE = [
  { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
  // A month to undo a deletion by mistake; then deleted means deleted.
  {
    id: 'old-versions',
    noncurrentVersionExpiration: Duration.days(30),
    expiredObjectDeleteMarker: true,
  },
  // Longer than the ingest queue keeps a message, so nothing goes before it was taken in.
  { id: 'taken-in', prefix: 'inbox/', expiration: Duration.days(30) },
  {
    id: 'seldom-read',
    prefix: 'workspaces/',
    transitions: [
      { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) },
    ],
  },
];

/** Originals, drops and what stages made. New originals and drops are announced to a queue. */
export class MediaBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { config, accessLogs, arrivals }: MediaBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE_BUCKET,
      versioned: true,
      lifecycleRules: LIFECYCLE,
      cors: [uploadCors(config)],
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'media/',
      ...bucketRemoval(config),
    });
    const announce = new SqsDestination(arrivals);
    const whole = { prefix: 'workspaces/', suffix: '/original' };
    for (const filter of [{ prefix: 'inbox/' }, whole]) {
      this.bucket.addEventNotification(EventType.OBJECT_CREATED, announce, filter);
    }
  }
}

/** A browser completes a multipart upload with the ETag of each part, so it must see it. */
const uploadCors = ({ corsOrigins }: StageConfig) => ({
  allowedOrigins: [...corsOrigins],
  allowedMethods: [HttpMethods.PUT, HttpMethods.GET, HttpMethods.HEAD],
  allowedHeaders: ['*'],
  exposedHeaders: ['ETag', 'Content-Length', 'Content-Range', 'Accept-Ranges'],
  maxAge: 3600,
});

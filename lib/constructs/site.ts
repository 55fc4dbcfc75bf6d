import { readFileSync } from 'node:fs';
import { Duration } from 'aws-cdk-lib';
import {
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { repositoryPath } from '../names.ts';
import { PRIVATE_BUCKET, removalPolicy } from './media-bucket.ts';
import { siteHeaders } from './site-headers.ts';

type SiteProps = { config: StageConfig; accessLogs: IBucket };

/** The published pages: a private bucket that only the CDN reads. */
export class Site extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { config, accessLogs }: SiteProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE_BUCKET,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'published/',
      removalPolicy: removalPolicy(config),
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Castline ${config.name}: published recordings`,
      defaultBehavior: this.#pages(),
      // A page asked for a moment too early is not refused for long.
      errorResponses: [403, 404].map(httpStatus => ({ httpStatus, ttl: Duration.seconds(5) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      logBucket: accessLogs,
      logFilePrefix: 'cdn/',
    });
  }

  get url() {
    return `https://${this.distribution.distributionDomainName}`;
  }

  #pages() {
    const file = repositoryPath('lib/constructs/index-document.js');
    const indexDocument = new EdgeFunction(this, 'IndexDocument', {
      comment: 'Answers a folder with its index.html.',
      code: FunctionCode.fromInline(readFileSync(file, 'utf8')),
      runtime: FunctionRuntime.JS_2_0,
    });
    return {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: siteHeaders(this),
      compress: true,
      functionAssociations: [
        { function: indexDocument, eventType: FunctionEventType.VIEWER_REQUEST },
      ],
    };
  }
}

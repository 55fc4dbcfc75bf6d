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
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { accountWideName, repositoryPath } from '../names.ts';
import { bucketRemoval, PRIVATE_BUCKET } from './media-bucket.ts';
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
      ...bucketRemoval(config),
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Castline ${config.name}: published recordings`,
      defaultBehavior: this.#pages(config),
      // A page asked for a moment too early is not refused for long.
      errorResponses: [403, 404].map(httpStatus => ({ httpStatus, ttl: Duration.seconds(5) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(config.cdnLogs && { logBucket: accessLogs, logFilePrefix: 'cdn/' }),
    });
  }

  get url() {
    return `https://${this.distribution.distributionDomainName}`;
  }

  #pages(config: StageConfig) {
    const named = (part: string) => accountWideName(this, config, part);
    const file = repositoryPath('lib/constructs/index-document.js');
    const indexDocument = new EdgeFunction(this, 'IndexDocument', {
      functionName: named('index-document'),
      comment: 'Answers a folder with its index.html.',
      code: FunctionCode.fromInline(readFileSync(file, 'utf8')),
      runtime: FunctionRuntime.JS_2_0,
    });
    const originAccessControl = new S3OriginAccessControl(this, 'Access', {
      originAccessControlName: named('pages'),
    });
    return {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket, { originAccessControl }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: siteHeaders(this, named('headers')),
      compress: true,
      functionAssociations: [
        { function: indexDocument, eventType: FunctionEventType.VIEWER_REQUEST },
      ],
    };
  }
}

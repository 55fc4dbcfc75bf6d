import { z } from 'zod';
import { CorsMethod } from '../../emulators/s3/buckets/cors.contract.ts';
import type { CorsRule, S3Server } from '../../emulators/s3/server.ts';
import type { Pages } from '../pages.ts';
import type { Assembly } from '../template/assembly.ts';

const list = z.array(z.string()).default([]);

const BucketProperties = z.object({
  CorsConfiguration: z
    .object({
      CorsRules: z.array(
        z.object({
          AllowedOrigins: list,
          AllowedMethods: z.array(CorsMethod),
          AllowedHeaders: list,
          ExposedHeaders: list,
          MaxAge: z.number().optional(),
        }),
      ),
    })
    .optional(),
});

const NotificationProperties = z.object({
  BucketName: z.string(),
  NotificationConfiguration: z.object({
    QueueConfigurations: z
      .array(
        z.object({
          Events: z.array(z.string()),
          QueueArn: z.string(),
          Filter: z
            .object({
              Key: z.object({
                FilterRules: z.array(z.object({ Name: z.string(), Value: z.string() })),
              }),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
});

/** Changes of objects that a queue is told of. */
export type Notification = {
  bucket: string;
  /** `s3:ObjectCreated:*` */
  events: readonly string[];
  prefix: string;
  suffix: string;
  queueUrl: string;
};

export function createBuckets(assembly: Assembly, s3: S3Server, pages: Pages) {
  for (const { name, properties } of assembly.resources('AWS::S3::Bucket')) {
    const rules = BucketProperties.parse(properties).CorsConfiguration?.CorsRules;
    pages.configure(rules?.flatMap(({ AllowedOrigins }) => AllowedOrigins) ?? []);
    s3.createBucket(name, rules ? { cors: rules.map(toCorsRule) } : {});
  }
}

type TemplateRule = NonNullable<
  z.infer<typeof BucketProperties>['CorsConfiguration']
>['CorsRules'][number];

const toCorsRule = (rule: TemplateRule): CorsRule => ({
  allowedOrigins: rule.AllowedOrigins,
  allowedMethods: rule.AllowedMethods,
  allowedHeaders: rule.AllowedHeaders,
  exposeHeaders: rule.ExposedHeaders,
  ...(rule.MaxAge !== undefined && { maxAgeSeconds: rule.MaxAge }),
});

/** CDK sets notifications by a custom resource, which holds them as S3's API words them. */
export function readNotifications(assembly: Assembly): Notification[] {
  const urls = new Map(assembly.resources('AWS::SQS::Queue').map(({ arn, ref }) => [arn, ref]));
  return assembly.resources('Custom::S3BucketNotifications').flatMap(({ properties }) => {
    const { BucketName: bucket, NotificationConfiguration } =
      NotificationProperties.parse(properties);
    return NotificationConfiguration.QueueConfigurations.map(({ Events, QueueArn, Filter }) => {
      const rules = Filter?.Key.FilterRules ?? [];
      const rule = (wanted: string) =>
        rules.find(({ Name }) => Name.toLowerCase() === wanted)?.Value ?? '';
      const queueUrl = urls.get(QueueArn);
      if (!queueUrl) throw new Error(`${bucket} notifies ${QueueArn}, which is not there.`);
      return { bucket, events: Events, prefix: rule('prefix'), suffix: rule('suffix'), queueUrl };
    });
  });
}

/** `event` is as in a record: without the leading `s3:`. `key` is not encoded. */
export function matches(
  { bucket, events, prefix, suffix }: Notification,
  change: { bucket: string; event: string; key: string },
) {
  const wanted = events.some(pattern =>
    pattern.endsWith('*')
      ? `s3:${change.event}`.startsWith(pattern.slice(0, -1))
      : `s3:${change.event}` === pattern,
  );
  return (
    wanted &&
    bucket === change.bucket &&
    change.key.startsWith(prefix) &&
    change.key.endsWith(suffix)
  );
}

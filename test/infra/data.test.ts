import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../lib/constructs/site-headers.ts';
import { ADMIT, INGEST, TAKE_BACK } from '../../lib/functions.ts';
import { TABLE } from '../../src/kernel/table.ts';
import { type Json, onlyResource, resources } from './support/cloud.ts';

const bucket = (prefix: string) => {
  const found = resources('data', 'AWS::S3::Bucket').find(([id]) => id.startsWith(prefix));
  if (!found) throw new Error(`No bucket ${prefix}.`);
  return { id: found[0], ...found[1] };
};

test('the table is keyed as the code says, and nothing in it is lost', () => {
  const { Properties, ...resource } = onlyResource('data', 'AWS::DynamoDB::GlobalTable');
  expect(Properties).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: TABLE.partitionKey, KeyType: 'HASH' },
      { AttributeName: TABLE.sortKey, KeyType: 'RANGE' },
    ],
    TimeToLiveSpecification: { AttributeName: TABLE.timeToLive, Enabled: true },
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  expect(Properties.GlobalSecondaryIndexes).toEqual(
    TABLE.indexes.map(({ name, partitionKey, sortKey }) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    })),
  );
  expect(Properties.Replicas[0]).toMatchObject({
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
  expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

describe.each(resources('data', 'AWS::S3::Bucket'))('the bucket %s', (id, resource) => {
  test('is private, encrypted and kept', () => {
    expect(resource.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(resource.Properties.BucketEncryption).toBeDefined();
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain' });
  });

  test('refuses plain HTTP', () => {
    const policies = resources('data', 'AWS::S3::BucketPolicy').filter(
      ([, { Properties }]) => Properties.Bucket.Ref === id,
    );
    const statements = policies.flatMap(
      ([, { Properties }]) => Properties.PolicyDocument.Statement as unknown[],
    );
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });
});

test('a browser may upload parts and see their ETags', () => {
  const [rule] = bucket('Media').Properties.CorsConfiguration.CorsRules;
  expect(rule.AllowedMethods).toEqual(expect.arrayContaining(['PUT', 'GET', 'HEAD']));
  expect(rule.ExposedHeaders).toContain('ETag');
});

test('abandoned parts and old versions go, and nothing else of a workspace does', () => {
  const { Rules } = bucket('Media').Properties.LifecycleConfiguration;
  const rule = (id: string) => Rules.find(({ Id }: { Id: string }) => Id === id);
  expect(rule('abandoned-uploads').AbortIncompleteMultipartUpload).toEqual({
    DaysAfterInitiation: 7,
  });
  expect(rule('old-versions').NoncurrentVersionExpiration.NoncurrentDays).toBe(30);
  const expiring = Rules.filter(({ ExpirationInDays }: Json) => ExpirationInDays);
  expect(expiring.map(({ Prefix }: Json) => Prefix)).toEqual(['inbox/']);
  const { MessageRetentionPeriod } = queue('IngestQueue').Properties;
  expect(expiring[0].ExpirationInDays * 86_400).toBeGreaterThan(MessageRetentionPeriod);
});

function queue(prefix: string) {
  const found = resources('data', 'AWS::SQS::Queue').find(([id]) => id.startsWith(prefix));
  if (!found) throw new Error(`No queue ${prefix}.`);
  return { id: found[0], ...found[1] };
}

test('originals and drops are announced to the ingest queue, and only they', () => {
  const { Properties } = onlyResource('data', 'Custom::S3BucketNotifications');
  const rules = Properties.NotificationConfiguration.QueueConfigurations;
  const seen = rules.map(({ Events, Filter, QueueArn }: Json) => ({
    Events,
    filter: Object.fromEntries(
      Filter.Key.FilterRules.map(({ Name, Value }: Json) => [Name, Value]),
    ),
    queue: QueueArn['Fn::GetAtt'][0],
  }));
  const ingest = queue('IngestQueue').id;
  expect(seen).toEqual([
    { Events: ['s3:ObjectCreated:*'], filter: { prefix: 'inbox/' }, queue: ingest },
    {
      Events: ['s3:ObjectCreated:*'],
      filter: { prefix: 'workspaces/', suffix: '/original' },
      queue: ingest,
    },
  ]);
});

test.each([
  { prefix: 'Ingest', row: INGEST },
  { prefix: 'Admission', row: ADMIT },
  { prefix: 'Publications', row: TAKE_BACK },
])('$prefix waits for its function and gives up into dead letters', ({ prefix, row }) => {
  const { Properties } = queue(`${prefix}Queue`);
  const dead = queue(`${prefix}DeadLetters`);
  expect(Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * row.timeoutSeconds);
  expect(Properties.RedrivePolicy).toEqual({
    deadLetterTargetArn: { 'Fn::GetAtt': [dead.id, 'Arn'] },
    maxReceiveCount: 5,
  });
  expect(dead.Properties.MessageRetentionPeriod).toBe(14 * 86_400);
});

test('the seed of the token key is made by AWS', () => {
  const { GenerateSecretString, SecretString } = onlyResource(
    'data',
    'AWS::SecretsManager::Secret',
  ).Properties;
  expect(GenerateSecretString).toMatchObject({ PasswordLength: 64 });
  expect(SecretString).toBeUndefined();
});

test('only the CDN reads published pages', () => {
  const { DistributionConfig } = onlyResource('data', 'AWS::CloudFront::Distribution').Properties;
  expect(DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  expect(DistributionConfig.Origins[0].OriginAccessControlId).toBeDefined();
  const access = onlyResource('data', 'AWS::CloudFront::OriginAccessControl').Properties;
  expect(access.OriginAccessControlConfig.SigningBehavior).toBe('always');
});

test('a page may load from its own site and from nowhere else', () => {
  const { ResponseHeadersPolicyConfig } = onlyResource(
    'data',
    'AWS::CloudFront::ResponseHeadersPolicy',
  ).Properties;
  const { ContentSecurityPolicy, StrictTransportSecurity } =
    ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  expect(ContentSecurityPolicy.ContentSecurityPolicy).toBe(CONTENT_SECURITY_POLICY);
  expect(StrictTransportSecurity.AccessControlMaxAgeSec).toBe(31_536_000);
  const sources = CONTENT_SECURITY_POLICY.split('; ').flatMap(rule => rule.split(' ').slice(1));
  expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", 'data:']));
});

test.each([
  ['/wsp_1/rec_1/', '/wsp_1/rec_1/index.html'],
  ['/', '/index.html'],
  ['/wsp_1/rec_1/video.mp4', '/wsp_1/rec_1/video.mp4'],
])('the edge answers %s with %s', (uri, expected) => {
  const code = readFileSync('lib/constructs/index-document.js', 'utf8');
  const sandbox: Record<string, Json> = {};
  runInNewContext(code, sandbox);
  expect(sandbox.handler({ request: { uri } })).toEqual({ uri: expected });
});

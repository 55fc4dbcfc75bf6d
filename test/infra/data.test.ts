import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { stageConfig } from '../../lib/config.ts';
import { Site } from '../../lib/constructs/site.ts';
import { CONTENT_SECURITY_POLICY } from '../../lib/constructs/site-headers.ts';
import { ADMIT, INGEST, TAKE_BACK } from '../../lib/functions.ts';
import { DataStack } from '../../lib/stacks/data-stack.ts';
import { TABLE } from '../../src/kernel/table.ts';
import { type Json, onlyResource, resources, stacks, template } from './support/cloud.ts';

/** Outlives its stack and its replacement, but not a first creation that failed. */
const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

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
  expect(resource).toMatchObject(KEPT);
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
    expect(resource).toMatchObject(KEPT);
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

test('nothing is left of a first creation that fails, in no stack', () => {
  for (const name of Object.keys(stacks)) {
    for (const [id, { DeletionPolicy }] of Object.entries<Json>(
      template(name).toJSON().Resources,
    )) {
      expect([id, DeletionPolicy]).not.toEqual([id, 'Retain']);
    }
  }
});

/** All that is made before a resource, as far as the template says. */
function madeBefore(id: string, all: Record<string, Json>, seen = new Set<string>()): Set<string> {
  const { DependsOn = [], Properties } = all[id] ?? {};
  const references = JSON.stringify(Properties ?? {}).matchAll(
    /"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g,
  );
  for (const next of [DependsOn, ...[...references].map(([, name]) => name)].flat()) {
    if (!(next in all) || seen.has(next)) continue;
    seen.add(next);
    madeBefore(next, all, seen);
  }
  return seen;
}

test('what refuses its deletion is made last, when nothing can fail any more', () => {
  const all: Record<string, Json> = template('data').toJSON().Resources;
  const isProtected = ({ Properties }: Json) =>
    JSON.stringify(Properties ?? {}).includes('"DeletionProtectionEnabled":true');
  const [table = '', ...more] = Object.keys(all).filter(id => isProtected(all[id]));
  expect(more).toEqual([]);
  const before = madeBefore(table, all);
  expect(Object.keys(all).filter(id => id !== table && !before.has(id))).toEqual([]);
});

test.each(Object.keys(stacks))('in the stack %s nothing needs what needs it', name => {
  const all: Record<string, Json> = template(name).toJSON().Resources;
  for (const id of Object.keys(all)) expect(madeBefore(id, all)).not.toContain(id);
});

describe('the stage that keeps nothing', () => {
  const dev = stageConfig(() => undefined);
  const data = Template.fromStack(new DataStack(new App(), dev, ['recording'])).toJSON();
  const all: [string, Json][] = Object.entries(data.Resources);
  const buckets = all.filter(([, { Type }]) => Type === 'AWS::S3::Bucket');

  test('is gone when its stack is deleted, with what its buckets hold', () => {
    expect(buckets).toHaveLength(3);
    for (const [id, { DeletionPolicy }] of buckets) {
      expect(DeletionPolicy).toBe('Delete');
      const emptied = all.filter(
        ([, { Type, Properties }]) =>
          Type === 'Custom::S3AutoDeleteObjects' && Properties.BucketName.Ref === id,
      );
      expect(emptied).toHaveLength(1);
    }
    expect(JSON.stringify(data)).not.toContain('"DeletionProtectionEnabled":true');
  });

  test('empties its bucket of logs when the CDN, which writes there, is gone', () => {
    const [emptied] = all.filter(
      ([, { Type, Properties }]) =>
        Type === 'Custom::S3AutoDeleteObjects' &&
        Properties.BucketName.Ref.startsWith('AccessLogs'),
    );
    const [cdn] = all.filter(([, { Type }]) => Type === 'AWS::CloudFront::Distribution');
    expect(madeBefore(cdn?.[0] ?? '', data.Resources)).toContain(emptied?.[0]);
  });

  test('needs nothing that needs it', () => {
    for (const [id] of all) expect(madeBefore(id, data.Resources)).not.toContain(id);
  });
});

test('an opt-in region gets a CDN without logs of its own, and its own address of the bucket', () => {
  const stack = new Stack(new App(), 'Pages');
  const accessLogs = new Bucket(stack, 'Logs');
  const config = { ...stageConfig(() => undefined), cdnLogs: false };
  new Site(stack, 'Site', { config, accessLogs });
  const [distribution] = Object.values<Json>(
    Template.fromStack(stack).findResources('AWS::CloudFront::Distribution'),
  );
  const { Logging, Origins } = distribution.Properties.DistributionConfig;
  expect(Logging).toBeUndefined();
  expect(Origins[0].DomainName['Fn::GetAtt'][1]).toBe('RegionalDomainName');
});

test('every service is trusted by the name that it has in all regions', () => {
  const text = Object.keys(stacks)
    .map(name => JSON.stringify(template(name).toJSON()))
    .join();
  const services = new Set([...text.matchAll(/"Service":"([^"]+)"/g)].map(([, name]) => name));
  expect(services.size).toBeGreaterThan(4);
  for (const service of services)
    expect(service).toMatch(/^[a-z0-9-]+(\.[a-z0-9]+)?\.amazonaws\.com$/);
  expect(text).not.toMatch(/"Service":\{/);
});

test('the key of secrets rotates, is kept, and leaves its rights to roles', () => {
  const { Properties, ...resource } = onlyResource('data', 'AWS::KMS::Key');
  expect(Properties.EnableKeyRotation).toBe(true);
  expect(resource).toMatchObject(KEPT);
  const [statement, ...more] = Properties.KeyPolicy.Statement;
  expect(more).toEqual([]);
  expect(statement).toMatchObject({ Action: 'kms:*', Effect: 'Allow' });
  expect(JSON.stringify(statement.Principal)).toContain(':root');
});

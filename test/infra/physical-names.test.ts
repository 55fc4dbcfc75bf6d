import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { type Json, type Resource, stacks, synthesize } from './support/cloud.ts';

/** Services whose names are one in the whole account, and where a resource has its name. */
const ACCOUNT_WIDE: Readonly<Record<string, (properties: Json) => unknown>> = {
  'AWS::CloudFront::Distribution': () => undefined,
  'AWS::CloudFront::Function': ({ Name }) => Name,
  'AWS::CloudFront::OriginAccessControl': ({ OriginAccessControlConfig: { Name } }) => Name,
  'AWS::CloudFront::ResponseHeadersPolicy': ({ ResponseHeadersPolicyConfig: { Name } }) => Name,
  'AWS::CloudWatch::Dashboard': ({ DashboardName }) => DashboardName,
  // One that is in the template; CloudFormation makes up the others.
  'AWS::IAM::Role': ({ RoleName }) => RoleName,
  'AWS::IAM::ManagedPolicy': ({ ManagedPolicyName }) => ManagedPolicyName,
  'AWS::S3::Bucket': ({ BucketName }) => BucketName,
};
/** Belong to the role or the bucket that they name. */
const OF_ANOTHER = ['AWS::IAM::Policy', 'AWS::S3::BucketPolicy'];
const SERVICES = /^AWS::(CloudFront|IAM|S3|Route53|WAFv2)::|^AWS::CloudWatch::Dashboard$/;

const REGIONS = ['eu-central-1', 'us-east-1'];
const STAGES = [
  { stage: 'prod', built: stacks },
  { stage: 'dev', built: synthesize({ stage: 'dev' }).stacks },
];

type Named = { stage: string; region: string; type: string; name: string };

const resourcesOf = (built: typeof stacks) =>
  Object.values(built).flatMap(stack =>
    Object.values<Resource>(Template.fromStack(stack).toJSON().Resources),
  );

/** A name as it is in a region; undefined where only a deployment knows it. */
function inRegion(value: Json, region: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (value.Ref === 'AWS::Region') return region;
  const [separator, parts] = value['Fn::Join'] ?? [];
  const known: (string | undefined)[] | undefined = parts?.map((part: Json) =>
    inRegion(part, region),
  );
  return known?.includes(undefined) ? undefined : known?.join(separator);
}

const everywhere = STAGES.flatMap(({ stage, built }) =>
  REGIONS.flatMap(region =>
    resourcesOf(built).map(({ Type: type, Properties }) => ({ stage, region, type, Properties })),
  ),
);

const named = (of: (type: string, properties: Json) => Json[]): Named[] =>
  everywhere.flatMap(({ stage, region, type, Properties }) =>
    of(type, Properties).flatMap(value => {
      const name = inRegion(value, region);
      return name === undefined ? [] : [{ stage, region, type, name }];
    }),
  );

/** Names that two deployments both want, in what both share. */
function collisions(all: readonly Named[], shared: (one: Named) => string) {
  const owners = new Map<string, Set<string>>();
  for (const one of all) {
    const key = [one.type, shared(one), one.name].join(' ');
    owners.set(key, (owners.get(key) ?? new Set()).add(`${one.stage} in ${one.region}`));
  }
  return [...owners].filter(([, { size }]) => size > 1).map(([key]) => key);
}

test('no two stages and no two regions want one name of the account', () => {
  const all = named((type, properties) => [ACCOUNT_WIDE[type]?.(properties ?? {})]);
  // Function, access control, headers and dashboard of four deployments.
  expect(all).toHaveLength(4 * STAGES.length * REGIONS.length);
  expect(collisions(all, () => 'account')).toEqual([]);
});

test('all that has names in the whole account is looked at', () => {
  const types = new Set(everywhere.map(({ type }) => type).filter(type => SERVICES.test(type)));
  const known = [...Object.keys(ACCOUNT_WIDE), ...OF_ANOTHER];
  expect([...types].filter(type => !known.includes(type))).toEqual([]);
});

/** Not names of the resource itself, or only one below another resource. */
const OF_PARENT = ['AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::Authorizer'];

test('no two stages of a region want one name', () => {
  const all = named((type, properties) =>
    type in ACCOUNT_WIDE || [...OF_ANOTHER, ...OF_PARENT].includes(type)
      ? []
      : Object.entries(properties ?? {})
          .filter(
            ([key, value]) => /(?<!Metric)Name$|^Family$/.test(key) && typeof value !== 'object',
          )
          .map(([, value]) => value),
  );
  expect(new Set(all.map(({ type }) => type)).size).toBeGreaterThan(2);
  expect(collisions(all, ({ region }) => region)).toEqual([]);
});

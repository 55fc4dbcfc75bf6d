import { z } from 'zod';
import type { Assembly } from '../template/assembly.ts';
import { policyHeaders } from './policy-headers.ts';

const DistributionProperties = z.object({
  DistributionConfig: z.object({
    Origins: z.array(z.object({ Id: z.string(), DomainName: z.string() })),
    DefaultRootObject: z.string().default(''),
    DefaultCacheBehavior: z.object({
      TargetOriginId: z.string(),
      ResponseHeadersPolicyId: z.string().optional(),
      FunctionAssociations: z
        .array(z.object({ EventType: z.string(), FunctionARN: z.string() }))
        .default([]),
    }),
  }),
});

const EdgeFunctionProperties = z.object({ FunctionCode: z.string() });

/** A distribution in front of a bucket. */
export type Site = {
  distributionId: string;
  bucket: string;
  rootObject: string;
  headers: Readonly<Record<string, string>>;
  /** Source of the function that sees every request first; empty without one. */
  viewerRequest: string;
};

/** The published site of the app. @throws when there are several: they would share one address. */
export function readSite(assembly: Assembly): Site | undefined {
  const [distribution, ...more] = assembly.resources('AWS::CloudFront::Distribution');
  if (!distribution) return undefined;
  if (more.length > 0) throw new Error('The local cloud serves one site.');
  const { DistributionConfig } = DistributionProperties.parse(distribution.properties);
  const { Origins, DefaultCacheBehavior: behavior, DefaultRootObject } = DistributionConfig;
  const origin = Origins.find(({ Id }) => Id === behavior.TargetOriginId);
  const bucket = assembly
    .resources('AWS::S3::Bucket')
    .find(({ name }) => origin?.DomainName.startsWith(`${name}.s3`));
  if (!bucket) throw new Error('The site has no bucket behind it.');
  const policy = assembly
    .resources('AWS::CloudFront::ResponseHeadersPolicy')
    .find(({ ref }) => ref === behavior.ResponseHeadersPolicyId);
  return {
    distributionId: distribution.ref,
    bucket: bucket.name,
    rootObject: DefaultRootObject,
    headers: policy ? policyHeaders(policy.properties) : {},
    viewerRequest: viewerRequest(assembly, behavior.FunctionAssociations),
  };
}

function viewerRequest(
  assembly: Assembly,
  associations: readonly { EventType: string; FunctionARN: string }[],
) {
  const wanted = associations.find(({ EventType }) => EventType === 'viewer-request');
  const found = assembly
    .resources('AWS::CloudFront::Function')
    .find(({ arn }) => arn === wanted?.FunctionARN);
  return found ? EdgeFunctionProperties.parse(found.properties).FunctionCode : '';
}

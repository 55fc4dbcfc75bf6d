import { z } from 'zod';
import { PolicyDocument, type Statement } from '../../emulators/iam/policy.contract.ts';
import type { Assembly } from '../template/assembly.ts';
import { parse } from './read-roles.ts';

const BucketPolicy = z.strictObject({ Bucket: z.string(), PolicyDocument });
const QueuePolicy = z.strictObject({ Queues: z.array(z.string()), PolicyDocument });
const Permission = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

export type ResourcePolicy = { resourceArn: string; statements: readonly Statement[] };

/** What buckets, queues and functions say about who may come to them. */
export const readResourcePolicies = (assembly: Assembly): ResourcePolicy[] => [
  ...bucketPolicies(assembly),
  ...queuePolicies(assembly),
  ...functionPolicies(assembly),
];

const bucketPolicies = (assembly: Assembly) =>
  assembly.resources('AWS::S3::BucketPolicy').map(resource => {
    const { Bucket, PolicyDocument } = parse(BucketPolicy, resource);
    return { resourceArn: `arn:aws:s3:::${Bucket}`, statements: PolicyDocument.Statement };
  });

function queuePolicies(assembly: Assembly) {
  const arns = new Map(assembly.resources('AWS::SQS::Queue').map(({ ref, arn }) => [ref, arn]));
  return assembly.resources('AWS::SQS::QueuePolicy').flatMap(resource => {
    const { Queues, PolicyDocument } = parse(QueuePolicy, resource);
    return Queues.map(url => ({
      resourceArn: arns.get(url) ?? url,
      statements: PolicyDocument.Statement,
    }));
  });
}

/** A permission is a statement in a shorter form. */
const functionPolicies = (assembly: Assembly) =>
  assembly.resources('AWS::Lambda::Permission').map(resource => {
    const { Action, FunctionName, Principal, SourceArn, SourceAccount } = parse(
      Permission,
      resource,
    );
    const { Statement } = PolicyDocument.parse({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action,
        Resource: FunctionName,
        Principal: { Service: Principal },
        Condition: {
          ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
          ...(SourceAccount !== undefined && {
            StringEquals: { 'aws:SourceAccount': SourceAccount },
          }),
        },
      },
    });
    return { resourceArn: FunctionName, statements: Statement };
  });

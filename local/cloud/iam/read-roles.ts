import { z } from 'zod';
import { PolicyDocument, type Statement } from '../../emulators/iam/policy.contract.ts';
import type { Assembly } from '../template/assembly.ts';
import type { Resolved } from '../template/resource.ts';
import { managedPolicy } from './managed-policies.ts';

const RoleProperties = z.strictObject({
  AssumeRolePolicyDocument: PolicyDocument,
  ManagedPolicyArns: z.array(z.string()).default([]),
  Policies: z
    .array(z.strictObject({ PolicyName: z.string(), PolicyDocument: PolicyDocument }))
    .default([]),
  Description: z.string().optional(),
  Tags: z.unknown().optional(),
});

const PolicyProperties = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument: PolicyDocument,
  Roles: z.array(z.string()),
});

/** Rights that nobody would see if they were left unread. */
const UNREAD = [
  'AWS::IAM::Group',
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
  'AWS::IAM::UserPolicy',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SQS::QueueInlinePolicy',
];

export type Role = {
  name: string;
  arn: string;
  /** Who may take the role. */
  trust: readonly Statement[];
  /** What it may do. */
  statements: readonly Statement[];
};

/** The roles of the app with all their policies. @throws for what the local cloud cannot judge. */
export function readRoles(assembly: Assembly): Role[] {
  const [unread] = assembly.resources(...UNREAD);
  if (unread) {
    throw new Error(`The local cloud does not read ${unread.type} (${unread.logicalId}).`);
  }
  const policies = assembly
    .resources('AWS::IAM::Policy')
    .map(resource => parse(PolicyProperties, resource));
  return assembly.resources('AWS::IAM::Role').map(resource => {
    const role = parse(RoleProperties, resource);
    const attached = policies.filter(({ Roles }) => Roles.includes(resource.ref));
    const documents = [...role.Policies, ...attached].map(policy => policy.PolicyDocument);
    return {
      name: resource.name,
      arn: resource.arn,
      trust: role.AssumeRolePolicyDocument.Statement,
      statements: [
        ...documents.flatMap(document => document.Statement),
        ...role.ManagedPolicyArns.flatMap(managedPolicy),
      ],
    };
  });
}

export function parse<Schema extends z.ZodType>(schema: Schema, resource: Resolved) {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new Error(
    `The local cloud cannot judge ${resource.logicalId}: ${z.prettifyError(parsed.error)}`,
  );
}

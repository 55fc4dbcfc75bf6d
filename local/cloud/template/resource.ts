import type { Stack } from './load.ts';

/** A resource of a template; `properties` may still hold intrinsic functions. */
export type Resource = {
  stack: Stack;
  logicalId: string;
  type: string;
  properties: Readonly<Record<string, unknown>>;
  metadata: Readonly<Record<string, unknown>>;
};

/** A resource whose properties are plain values, with its names in its service. */
export type Resolved = Omit<Resource, 'stack'> & { name: string; ref: string; arn: string };

/** Where the local stand-ins answer: what AWS would make up when it creates the resources. */
export type Place = {
  region: string;
  accountId: string;
  sqsEndpoint: string;
  apiUrl: string;
  siteUrl: string;
};

/** Which property names a resource, by type; without it CloudFormation makes a name up. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ECS::TaskDefinition': 'Family',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
};

const LONGEST_NAME = 63;

/** The name that a resource has in its service. `explicit` is its resolved name property. */
export function physicalName(resource: Resource, explicit: unknown): string {
  if (typeof explicit === 'string' && explicit) return explicit;
  const name = `${resource.stack.name}-${resource.logicalId}`.slice(-LONGEST_NAME);
  if (resource.type === 'AWS::S3::Bucket') return name.toLowerCase().replace(/^[^a-z0-9]+/, '');
  const isFifo = resource.type === 'AWS::SQS::Queue' && resource.properties.FifoQueue === true;
  return isFifo ? `${name}.fifo` : name;
}

export const nameProperty = (type: string) => NAME_PROPERTY[type];

/** Stands in host names until they are known to be local: see `localUrls`. */
export const distributionDomain = (name: string) => `${name.toLowerCase()}.cloudfront.net`;
export const apiDomain = (place: Place, name: string) =>
  `${name.toLowerCase()}.execute-api.${place.region}.amazonaws.com`;

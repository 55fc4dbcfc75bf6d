import { secretArn } from '../../emulators/secrets/secrets.ts';
import { distributionDomain, type Place } from './resource.ts';

/** The values of `Ref` (under `Ref`) and `Fn::GetAtt` of one resource. */
type Attributes = Readonly<Record<string, string>>;
type Describe = (name: string, place: Place, arn: Arn) => Attributes;
type Arn = (service: string, rest: string) => string;

const table: Describe = (name, _place, arn) => ({
  Ref: name,
  Arn: arn('dynamodb', `table/${name}`),
  StreamArn: arn('dynamodb', `table/${name}/stream/local`),
});

const BY_TYPE: Readonly<Record<string, Describe>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': (name, place) => ({
    Ref: name,
    Arn: `arn:aws:s3:::${name}`,
    DomainName: `${name}.s3.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${place.region}.amazonaws.com`,
  }),
  'AWS::SQS::Queue': (name, place, arn) => ({
    Ref: `${place.sqsEndpoint}/${place.accountId}/${name}`,
    QueueUrl: `${place.sqsEndpoint}/${place.accountId}/${name}`,
    Arn: arn('sqs', name),
    QueueName: name,
  }),
  'AWS::Lambda::Function': (name, _place, arn) => ({
    Ref: name,
    Arn: arn('lambda', `function:${name}`),
  }),
  'AWS::StepFunctions::StateMachine': (name, _place, arn) => {
    const stateMachine = arn('states', `stateMachine:${name}`);
    return { Ref: stateMachine, Arn: stateMachine, Name: name };
  },
  'AWS::ECS::Cluster': (name, _place, arn) => ({ Ref: name, Arn: arn('ecs', `cluster/${name}`) }),
  'AWS::ECS::TaskDefinition': (name, _place, arn) => {
    const revision = arn('ecs', `task-definition/${name}:1`);
    return { Ref: revision, Arn: revision, TaskDefinitionArn: revision };
  },
  'AWS::SecretsManager::Secret': (name, _place, arn) => {
    const secret = secretArn(arn('secretsmanager', 'secret:'), name);
    return { Ref: secret, Id: secret, Arn: secret };
  },
  'AWS::KMS::Key': (name, _place, arn) => ({
    Ref: name,
    KeyId: name,
    Arn: arn('kms', `key/${name}`),
  }),
  'AWS::IAM::Role': (name, place) => ({
    Ref: name,
    Arn: `arn:aws:iam::${place.accountId}:role/${name}`,
  }),
  'AWS::Events::Rule': (name, _place, arn) => ({ Ref: name, Arn: arn('events', `rule/${name}`) }),
  'AWS::ApiGatewayV2::Api': (name, place) => ({
    Ref: name.toLowerCase(),
    ApiId: name.toLowerCase(),
    ApiEndpoint: place.apiUrl,
  }),
  'AWS::CloudFront::Function': (name, _place, arn) => {
    const edgeFunction = arn('cloudfront', `function/${name}`);
    return { Ref: edgeFunction, FunctionARN: edgeFunction, Arn: edgeFunction };
  },
  'AWS::CloudFront::Distribution': name => ({
    Ref: name,
    Id: name,
    DomainName: distributionDomain(name),
  }),
};

/**
 * `Ref` and attributes of a resource. A type that the local cloud does not run (a role, an alarm)
 * gets values that are distinct and harmless, because templates mention them everywhere.
 */
export function attributeOf(type: string, name: string, attribute: string, place: Place): string {
  const arn: Arn = (service, rest) =>
    `arn:aws:${service}:${place.region}:${place.accountId}:${rest}`;
  const known = BY_TYPE[type]?.(name, place, arn)[attribute];
  if (known !== undefined) return known;
  const service = type.split('::')[1]?.toLowerCase() ?? 'custom';
  if (attribute === 'Ref') return name;
  return attribute === 'Arn' ? arn(service, name) : `${name}.${attribute}`;
}

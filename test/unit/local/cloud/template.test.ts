import { expect, test } from 'vitest';
import { openAssembly } from '../../../../local/cloud/template/assembly.ts';
import type { Stack } from '../../../../local/cloud/template/load.ts';

const PLACE = {
  region: 'eu-central-1',
  accountId: '000000000000',
  sqsEndpoint: 'http://127.0.0.1:1',
  apiUrl: 'http://127.0.0.1:2',
  siteUrl: 'http://127.0.0.1:3',
};

type Resources = Record<string, { Type: string; Properties?: object; Condition?: string }>;

function stack(name: string, resources: Resources, more: Partial<Stack> = {}): Stack {
  const Resources = Object.fromEntries(
    Object.entries(resources).map(([id, { Type, Properties = {}, Condition }]) => [
      id,
      { Type, Properties: { ...Properties }, Metadata: {}, Condition },
    ]),
  );
  return { name, Resources, Outputs: {}, Parameters: {}, Mappings: {}, Conditions: {}, ...more };
}

const BASE: Resources = {
  Queue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
  Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'rows' } },
  Bucket: { Type: 'AWS::S3::Bucket' },
  Site: { Type: 'AWS::CloudFront::Distribution' },
  Api: { Type: 'AWS::ApiGatewayV2::Api' },
  Role: { Type: 'AWS::IAM::Role' },
};

/** Resolves one value in a stack with the resources above. */
function resolve(value: unknown, more: Partial<Stack> = {}) {
  const subject = stack('App', { ...BASE, Probe: { Type: 'Probe', Properties: { value } } }, more);
  return openAssembly([subject], PLACE).resources('Probe')[0]?.properties.value;
}

test.each([
  { value: { Ref: 'Queue' }, is: 'http://127.0.0.1:1/000000000000/App-Queue.fifo' },
  {
    value: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    is: 'arn:aws:sqs:eu-central-1:000000000000:App-Queue.fifo',
  },
  { value: { Ref: 'Table' }, is: 'rows' },
  {
    value: { 'Fn::GetAtt': 'Table.Arn' },
    is: 'arn:aws:dynamodb:eu-central-1:000000000000:table/rows',
  },
  { value: { Ref: 'Bucket' }, is: 'app-bucket' },
  {
    value: { 'Fn::GetAtt': ['Role', 'Arn'] },
    is: 'arn:aws:iam::000000000000:role/App-Role',
  },
  {
    value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Site', 'DomainName'] }, '/w/']] },
    is: 'http://127.0.0.1:3/w/',
  },
  {
    value: { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/v1' },
    is: 'http://127.0.0.1:2/v1',
  },
  { value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, is: 'http://127.0.0.1:2' },
  {
    value: { 'Fn::Sub': ['${Local}-${Table.Arn}-${!kept}', { Local: { Ref: 'Table' } }] },
    is: 'rows-arn:aws:dynamodb:eu-central-1:000000000000:table/rows-${kept}',
  },
  { value: { 'Fn::Select': [1, { 'Fn::Split': ['|', 'a|b|c'] }] }, is: 'b' },
  { value: { 'Fn::If': ['Yes', 'then', 'else'] }, is: 'then' },
  { value: { 'Fn::If': ['No', 'then', 'else'] }, is: 'else' },
  { value: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, is: 7 },
  { value: { Ref: 'Stage' }, is: 'dev' },
  { value: [1, { Ref: 'AWS::NoValue' }, true], is: [1, true] },
  {
    value: { a: { Ref: 'AWS::NoValue' }, b: { c: { Ref: 'AWS::AccountId' } } },
    is: { b: { c: '000000000000' } },
  },
  { value: { Condition: { StringEquals: {} } }, is: { Condition: { StringEquals: {} } } },
])('$value resolves to $is', ({ value, is }) => {
  const resolved = resolve(value, {
    Parameters: { Stage: { Default: 'dev' } },
    Mappings: { Sizes: { 'eu-central-1': { small: 7 } } },
    Conditions: {
      Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] },
      No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    },
  });
  expect(resolved).toEqual(is);
});

test.each([
  { value: { 'Fn::Transform': {} }, message: 'does not know Fn::Transform' },
  { value: { Ref: 'Nobody' }, message: 'App has no resource "Nobody"' },
  { value: { 'Fn::ImportValue': 'nothing' }, message: 'No stack exports "nothing"' },
])('$value is refused', ({ value, message }) => {
  expect(() => resolve(value)).toThrow(message);
});

test('a stack imports what another exports, under a name that is made up too', () => {
  const exporter = stack('First', BASE, {
    Outputs: {
      Hidden: {
        Value: { Ref: 'Table' },
        Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Table' } },
      },
      Shown: { Value: { Ref: 'Bucket' } },
    },
  });
  const importer = stack('Second', {
    Probe: { Type: 'Probe', Properties: { value: { 'Fn::ImportValue': 'First:Table' } } },
  });
  const assembly = openAssembly([importer, exporter], PLACE);
  expect(assembly.resources('Probe')[0]?.properties.value).toBe('rows');
  expect(assembly.outputs).toEqual({ Shown: 'first-bucket' });
});

test('what nobody runs may hold what nobody knows', () => {
  const subject = stack('App', {
    ...BASE,
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { value: { 'Fn::Cidr': [] } } },
  });
  const assembly = openAssembly([subject], PLACE);
  expect(assembly.resources('AWS::SQS::Queue')).toMatchObject([{ name: 'App-Queue.fifo' }]);
});

test('a resource whose condition does not hold is not there', () => {
  const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const gone = { Gone: { Type: 'AWS::SQS::Queue', Condition: 'Never' } };
  const assembly = openAssembly([stack('App', gone, { Conditions })], PLACE);
  expect(assembly.resources('AWS::SQS::Queue')).toEqual([]);
});

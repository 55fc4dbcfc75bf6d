import { describe, expect, test } from 'vitest';
import { decide, names } from '#local/emulators/iam/decide.ts';
import { PolicyDocument } from '#local/emulators/iam/policy.contract.ts';

const policy = (...Statement: object[]) =>
  PolicyDocument.parse({ Version: '2012-10-17', Statement }).Statement;
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

const ROLE = { arn: 'arn:aws:iam::000000000000:role/worker' };
const FILE = 'arn:aws:s3:::media/workspaces/wsp_1/recordings/rec_1/stages/render/video.mp4';
const TABLE = 'arn:aws:dynamodb:eu-central-1:000000000000:table/rows';

function ask(
  statements: ReturnType<typeof policy>,
  action: string,
  resource: string,
  context: Record<string, string[]> = {},
) {
  return decide(ROLE, { action, resource, context }, { identity: statements, resource: [] })
    .allowed;
}

describe('actions and resources', () => {
  test.each([
    { of: [] as object[], action: 's3:GetObject', allowed: false, name: 'nothing' },
    { of: [allow('s3:GetObject', FILE)], action: 's3:GetObject', allowed: true, name: 'its name' },
    { of: [allow('S3:getobject', FILE)], action: 's3:GetObject', allowed: true, name: 'any case' },
    { of: [allow('s3:Get*', '*')], action: 's3:GetObject', allowed: true, name: 'a wildcard' },
    { of: [allow('s3:Get*', '*')], action: 's3:PutObject', allowed: false, name: 'another verb' },
    {
      of: [allow('s3:GetObject', 'arn:aws:s3:::media/workspaces/*/stages/*')],
      action: 's3:GetObject',
      allowed: true,
      name: 'a wildcard over slashes',
    },
    {
      of: [allow('s3:GetObject', FILE.replace('mp4', 'mp?'))],
      action: 's3:GetObject',
      allowed: true,
      name: 'one open character',
    },
    {
      of: [allow('s3:GetObject', FILE.toUpperCase())],
      action: 's3:GetObject',
      allowed: false,
      name: 'a key in another case',
    },
    {
      of: [allow('s3:GetObject', 'arn:aws:s3:::media/workspaces.*')],
      action: 's3:GetObject',
      allowed: false,
      name: 'a dot that is no wildcard',
    },
    {
      of: [allow('s3:*', '*'), { Effect: 'Deny', Action: 's3:GetObject', Resource: FILE }],
      action: 's3:GetObject',
      allowed: false,
      name: 'a denial beside an allowance',
    },
  ])('$name', ({ of, action, allowed }) => {
    expect(ask(policy(...of), action, FILE)).toBe(allowed);
  });
});

describe('partition keys', () => {
  const own = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['WORKSPACE#*'] } };
  const statements = policy(
    allow(['dynamodb:GetItem', 'dynamodb:Scan'], TABLE, { Condition: own }),
  );
  const keys = (...values: string[]) => ({ 'dynamodb:leadingkeys': values });

  test.each([
    { given: keys('WORKSPACE#wsp_1'), allowed: true },
    { given: keys('WORKSPACE#wsp_1', 'WORKSPACE#wsp_2'), allowed: true },
    { given: keys('WORKSPACE#wsp_1', 'USER#usr_1'), allowed: false },
    { given: keys('EMAIL#1'), allowed: false },
    { given: keys(''), allowed: false },
  ])('$given is $allowed', ({ given, allowed }) => {
    expect(ask(statements, 'dynamodb:GetItem', TABLE, given)).toBe(allowed);
  });

  test('a scan names none, and passes: so it must not be allowed', () => {
    expect(ask(statements, 'dynamodb:Scan', TABLE)).toBe(true);
  });
});

describe('conditions', () => {
  const source = (operator: string, value: string) =>
    policy(
      allow('sqs:SendMessage', '*', { Condition: { [operator]: { 'AWS:SourceArn': value } } }),
    );
  const bucket = { 'aws:sourcearn': ['arn:aws:s3:::media'] };

  test.each([
    { operator: 'StringEquals', value: 'arn:aws:s3:::media', allowed: true },
    { operator: 'StringEquals', value: 'arn:aws:s3:::*', allowed: false },
    { operator: 'StringLike', value: 'arn:*:media', allowed: true },
    { operator: 'ArnLike', value: 'arn:aws:s3:::med*', allowed: true },
    { operator: 'ArnLike', value: 'arn:*:media', allowed: false },
    { operator: 'ArnEquals', value: 'arn:aws:s3:::other', allowed: false },
  ])('$operator $value: $allowed', ({ operator, value, allowed }) => {
    expect(ask(source(operator, value), 'sqs:SendMessage', 'q', bucket)).toBe(allowed);
  });

  test('a request without the key does not fit', () => {
    expect(ask(source('StringLike', '*'), 'sqs:SendMessage', 'q')).toBe(false);
  });

  test.each([
    { name: 'operator', Condition: { NumericLessThan: { 's3:max-keys': 5 } } },
    { name: 'key', Condition: { StringEquals: { 's3:x-amz-acl': 'private' } } },
    { name: 'variable', Condition: { StringLike: { 's3:prefix': ['${aws:username}/*'] } } },
  ])('an unknown $name is an error, and no allowance', ({ Condition }) => {
    expect(() => policy(allow('s3:GetObject', '*', { Condition }))).toThrow(/does not know/);
  });

  test.each([
    { Effect: 'Allow', NotAction: 's3:*', Resource: '*' },
    { Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::media' },
    { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::${aws:username}' },
  ])('%j cannot be read', statement => {
    expect(() => policy(statement)).toThrow();
  });
});

describe('policies of resources', () => {
  const [statement] = policy({ ...allow('s3:GetObject', '*'), Principal: { Service: 'a.aws' } });

  test('let in whom they name, without a policy of its own', () => {
    const resource = statement ? [statement] : [];
    const access = { action: 's3:GetObject', resource: FILE };
    expect(decide({ service: 'a.aws' }, access, { identity: [], resource }).allowed).toBe(true);
    expect(decide({ service: 'b.aws' }, access, { identity: [], resource }).allowed).toBe(false);
    expect(decide(ROLE, access, { identity: [], resource }).allowed).toBe(false);
  });

  test('a star names every role', () => {
    const [denial] = policy({ ...allow('s3:*', '*'), Effect: 'Deny', Principal: '*' });
    expect(denial && names(denial, ROLE)).toBe(true);
  });
});

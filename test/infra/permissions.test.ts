import { describe, expect, test } from 'vitest';
import { type Json, resources, stacks } from './support/cloud.ts';

type Statement = { Effect: string; Action: string[]; Resource: string; keys: string[] };
type Role = { name: string; statements: Statement[] };

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Every role with what its policies in this stack allow. Resources are JSON, to search in. */
const roles: Role[] = Object.keys(stacks).flatMap(stack =>
  resources(stack, 'AWS::IAM::Policy').map(([, { Properties }]) => ({
    name: `${stack}/${Properties.Roles[0].Ref}`,
    statements: Properties.PolicyDocument.Statement.map((statement: Json) => ({
      Effect: statement.Effect,
      Action: list(statement.Action),
      Resource: JSON.stringify(statement.Resource),
      keys: statement.Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [],
    })),
  })),
);

const role = (name: string) => {
  const found = roles.find(candidate => candidate.name.startsWith(name));
  if (!found) throw new Error(`No role ${name}.`);
  return found;
};
const actions = (name: string, service: string) =>
  role(name)
    .statements.flatMap(({ Action }) => Action)
    .filter(action => action.startsWith(`${service}:`))
    .sort();
const may = (name: string, action: string, resource: string) =>
  role(name).statements.some(
    ({ Effect, Action, Resource }) =>
      Effect === 'Allow' && Action.includes(action) && Resource.includes(resource),
  );

/** Actions that AWS can only allow on everything. */
const WITHOUT_RESOURCE = [
  /^xray:(PutTraceSegments|PutTelemetryRecords|GetSamplingRules|GetSamplingTargets)$/,
  /^ecr:GetAuthorizationToken$/,
  /^logs:\w*(LogDelivery|LogDeliveries|ResourcePolicy|ResourcePolicies|LogGroups)$/,
];

describe.each(roles)('$name', ({ statements }) => {
  test('is allowed no action by wildcard', () => {
    const wide = statements.flatMap(({ Action }) => Action).filter(action => action.includes('*'));
    // Deletion of a bucket's notifications is CDK's own function.
    expect(wide).toEqual([]);
  });

  test('is allowed on everything only what has no resource', () => {
    const everywhere = statements
      .filter(({ Effect, Resource }) => Effect === 'Allow' && Resource === '"*"')
      .flatMap(({ Action }) => Action);
    const denied = statements
      .filter(({ Effect }) => Effect === 'Deny')
      .flatMap(({ Action }) => Action);
    const known = (action: string) =>
      denied.includes(action) || WITHOUT_RESOURCE.some(pattern => pattern.test(action));
    expect(everywhere.filter(action => !known(action))).toEqual([]);
  });
});

const READ_ONLY = ['dynamodb:GetItem'];

test('nobody may scan the table, read its stream or change it', () => {
  const used = new Set(roles.flatMap(({ name }) => actions(name, 'dynamodb')));
  expect([...used].sort()).toEqual([
    'dynamodb:BatchGetItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:ConditionCheckItem',
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ]);
});

test('only who knows people reaches rows of no workspace', () => {
  const reaching = roles.filter(({ statements }) =>
    statements.some(
      ({ Action, Resource, keys }) =>
        Action.some(action => action.startsWith('dynamodb:')) &&
        !Resource.includes('/index/') &&
        keys.length === 0,
    ),
  );
  expect(reaching.map(({ name }) => name.split('Function')[0]).sort()).toEqual([
    'api/Auth',
    'api/Authorizer',
  ]);
});

test('only who tells or changes what waits queries the index, which holds it of all workspaces', () => {
  const querying = roles.filter(({ name }) => may(name, 'dynamodb:Query', '/index/gsi1'));
  expect(querying.map(({ name }) => name.split('Function')[0])).toEqual([
    'api/Admin',
    'api/Tasks',
    'automation/Admit',
    'automation/Sweep',
  ]);
});

test('the docs count requests and ask for signs of life, and do nothing else', () => {
  const { statements } = role('api/DocsFunction');
  const allowed = new Set(actions('api/DocsFunction', 'dynamodb'));
  expect([...allowed]).toEqual([...READ_ONLY, 'dynamodb:UpdateItem']);
  expect(statements.map(({ keys }) => keys)).toContainEqual(['PING']);
  const writing = statements.filter(({ Action }) => Action.includes('dynamodb:UpdateItem'));
  expect(writing.map(({ keys }) => keys)).toEqual([['RATE#*']]);
  expect(actions('api/DocsFunction', 's3')).toEqual(['s3:ListBucket']);
});

test('the authorizer reads the table and the seed, notes uses of keys, and no more', () => {
  const name = 'api/AuthorizerFunction';
  expect(actions(name, 'dynamodb')).toEqual([
    'dynamodb:BatchGetItem',
    ...READ_ONLY,
    'dynamodb:UpdateItem',
  ]);
  const writing = role(name).statements.filter(({ Action }) =>
    Action.includes('dynamodb:UpdateItem'),
  );
  expect(writing.map(({ keys }) => keys)).toEqual([['APIKEY#*']]);
  expect(actions(name, 's3')).toEqual([]);
  expect(actions(name, 'sqs')).toEqual([]);
  expect(may(name, 'secretsmanager:GetSecretValue', 'AuthSecret')).toBe(true);
});

test('only accounts and the authorizer know the seed of the token key', () => {
  const knowing = roles.filter(({ name }) =>
    may(name, 'secretsmanager:GetSecretValue', 'AuthSecret'),
  );
  expect(knowing.map(({ name }) => name.split('Function')[0]).sort()).toEqual([
    'api/Auth',
    'api/Authorizer',
  ]);
});

test('only who speaks to AI providers reads their keys', () => {
  const knowing = roles.filter(({ name }) =>
    may(name, 'secretsmanager:GetSecretValue', 'castline/providers'),
  );
  expect(knowing.map(({ name }) => name.split(/Function|Task/)[0]).sort()).toEqual([
    'api/Bulk',
    'api/Runs',
    'api/Uploads',
    'automation/Jobs',
    'pipeline/SpeechStages',
    'pipeline/TopicsStages',
    'pipeline/transcribe',
  ]);
});

/** Who runs engines on files of strangers, and who reads what these made. */
const STAGES = [
  ...['analyze', 'render', 'transcribe'].map(name => `pipeline/${name}TaskTaskRole`),
  ...['Media', 'Speech', 'Topics', 'Subtitles', 'Publish'].map(
    name => `pipeline/${name}StagesFunction`,
  ),
];

test.each(STAGES)('%s reaches rows of workspaces, and deletes none', name => {
  expect(actions(name, 'dynamodb')).toEqual([
    'dynamodb:ConditionCheckItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ]);
  const rows = role(name).statements.filter(({ Action }) => Action.includes('dynamodb:GetItem'));
  expect(rows.map(({ keys }) => keys)).toEqual([['WORKSPACE#*']]);
});

test.each(STAGES)('%s writes and deletes in the media bucket below stages alone', name => {
  const changing = role(name).statements.filter(
    ({ Action, Resource }) =>
      Resource.includes('MediaBucket') && Action.some(action => /Put|Delete|Abort/.test(action)),
  );
  expect(changing.length).toBeGreaterThan(0);
  for (const { Resource } of changing) expect(Resource).toContain('/workspaces/*/stages/*"');
});

test.each(['analyze', 'render', 'transcribe'])('the worker of %s works on its stage', name => {
  const worker = `pipeline/${name}TaskTaskRole`;
  expect(may(worker, 's3:GetObject', '/workspaces/*')).toBe(true);
  expect(may(worker, 's3:PutObject', 'SiteBucket')).toBe(false);
  expect(may(worker, 's3:GetObject', '/inbox/*')).toBe(false);
  expect(actions(worker, 'sqs')).toEqual([]);
  expect(actions(worker, 'states')).toEqual([
    'states:SendTaskFailure',
    'states:SendTaskHeartbeat',
    'states:SendTaskSuccess',
  ]);
  expect(may(worker, 'states:SendTaskSuccess', ':stateMachine:castline-prod-pipeline')).toBe(true);
});

test('nobody may change settings, policies or versions of a bucket', () => {
  const OBJECTS =
    /^s3:(GetObject|PutObject|DeleteObject|AbortMultipartUpload|ListMultipartUploadParts|ListBucket(MultipartUploads)?|PutBucketNotification)$/;
  const used = roles.flatMap(({ name }) => actions(name, 's3'));
  for (const action of used) expect(action).toMatch(OBJECTS);
});

test('only who publishes and who takes back touches what is public', () => {
  const touching = roles.filter(({ statements }) =>
    statements.some(({ Action, Resource }) => Resource.includes('SiteBucket') && Action.length > 0),
  );
  expect(touching.map(({ name }) => name.split('Function')[0]).sort()).toEqual([
    'automation/EraseAccount',
    'automation/TakeBack',
    'pipeline/PublishStages',
  ]);
});

test('taking back needs no right to any file of a workspace, and starts nothing', () => {
  const name = 'automation/TakeBack';
  expect(may(name, 's3:DeleteObject', 'SiteBucket')).toBe(true);
  expect(may(name, 's3:GetObject', '/workspaces/*')).toBe(false);
  expect(actions(name, 'states')).toEqual([]);
  expect(may(name, 'sqs:SendMessage', 'Admission')).toBe(true);
});

test.each(['api/Recordings', 'automation/Admit'])('%s asks for a page to go', name => {
  expect(may(name, 'sqs:SendMessage', 'Publications')).toBe(true);
});

test('only admission and the sweeper start and stop runs', () => {
  const starting = roles.filter(({ name }) =>
    actions(name, 'states').includes('states:StartExecution'),
  );
  expect(starting.map(({ name }) => name.split('Function')[0]).sort()).toEqual([
    'automation/Admit',
    'automation/Sweep',
  ]);
});

test('the state machine starts our tasks with their roles, and calls the functions of stages', () => {
  const name = 'pipeline/RecordingRunsMachineRole';
  expect(actions(name, 'ecs')).toContain('ecs:RunTask');
  expect(may(name, 'ecs:RunTask', 'castline-prod-render')).toBe(true);
  const passed = role(name).statements.filter(({ Action }) => Action.includes('iam:PassRole'));
  expect(passed.map(({ Resource }) => Resource).join()).not.toContain('"*"');
  for (const stages of [
    'RunStages',
    'MediaStages',
    'SpeechStages',
    'TopicsStages',
    'SubtitlesStages',
    'PublishStages',
  ]) {
    expect(may(name, 'lambda:InvokeFunction', `${stages}Function`)).toBe(true);
  }
  expect(may(name, 'lambda:InvokeFunction', 'WorkerStopped')).toBe(false);
});

test('secrets are sealed by one function, for a credential of a workspace, and opened by none', () => {
  const users = roles.filter(({ name }) => actions(name, 'kms').length > 0);
  expect(users.map(({ name }) => name.replace(/ServiceRole.*/, ''))).toEqual([
    'api/ConnectionsFunction',
  ]);
  expect(users.flatMap(({ name }) => actions(name, 'kms'))).toEqual(['kms:GenerateDataKey']);
  const [conditions] = Object.keys(stacks)
    .flatMap(stack => resources(stack, 'AWS::IAM::Policy'))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
    .filter(({ Action }: Json) => Action === 'kms:GenerateDataKey')
    .map(({ Condition }: Json) => Condition);
  expect(conditions).toEqual({
    StringEquals: { 'kms:EncryptionContext:purpose': 'credential' },
    StringLike: {
      'kms:EncryptionContext:workspace': 'wsp_*',
      'kms:EncryptionContext:credential': 'crd_*',
    },
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccess } from '#local/emulators/dynamodb/check-access.ts';
import { startGate } from '#local/emulators/dynamodb/gate.ts';
import { startDynamoDb } from '#local/emulators/dynamodb/process.ts';
import { createAuthority } from '#local/emulators/iam/authority.ts';
import { PolicyDocument } from '#local/emulators/iam/policy.contract.ts';
import { startS3Server } from '#local/emulators/s3/server.ts';
import { startSecretsServer } from '#local/emulators/secrets/server.ts';
import { startSqsServer } from '#local/emulators/sqs/server.ts';
import { ROOT_KEYS } from '../../support/root-authority.ts';

const [region, accountId] = ['eu-central-1', '000000000000'];
const TABLE = `arn:aws:dynamodb:${region}:${accountId}:table/rows`;

/** What the role of this test may do: a little of each service. */
const { Statement } = PolicyDocument.parse({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::files/own/*',
    },
    { Effect: 'Allow', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::files/own/stages/*' },
    {
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: `arn:aws:sqs:${region}:${accountId}:jobs`,
    },
    {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      Resource: TABLE,
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'WORKSPACE#*' } },
    },
  ],
});

const denied: string[] = [];
const authority = createAuthority({ root: ROOT_KEYS, onDenied: line => denied.push(line) });
const roleKeys = authority.enroll({
  name: `arn:aws:sts::${accountId}:assumed-role/worker`,
  asker: { arn: `arn:aws:iam::${accountId}:role/worker` },
  statements: Statement,
});
const stops: (() => Promise<unknown>)[] = [];

async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'access-'));
  const at = (name: string) => join(folder, name);
  const s3 = await startS3Server({ dataDir: at('s3'), authority, region });
  s3.createBucket('files');
  const sqs = await startSqsServer({ dataFile: at('sqs.db'), authority });
  const { url: queueUrl } = sqs.createQueue({ name: 'jobs' });
  const secrets = await startSecretsServer({ file: at('secrets.json'), authority });
  secrets.ensureSecret('seed', () => 'text');
  const dynamodb = await startDynamoDb();
  const { check, knowTables } = checkAccess({ authority, accountId, region });
  const gate = await startGate({ target: () => dynamodb.endpoint, check });
  knowTables(new Map([['rows', { partitionKey: 'pk', indexes: new Map() }]]));
  stops.push(s3.stop, sqs.stop, secrets.stop, gate.stop, dynamodb.stop, () =>
    rm(folder, { recursive: true }),
  );
  const clientsOf = (credentials: typeof ROOT_KEYS) => {
    const config = (endpoint: string) => ({ endpoint, region, credentials, maxAttempts: 1 });
    return {
      s3: new S3Client({ ...config(s3.endpoint), forcePathStyle: true }),
      sqs: new SQSClient(config(sqs.endpoint)),
      secrets: new SecretsManagerClient(config(secrets.endpoint)),
      dynamodb: new DynamoDBClient(config(gate.endpoint)),
    };
  };
  return { queueUrl, owner: clientsOf(ROOT_KEYS), role: clientsOf(roleKeys), clientsOf };
}

let rig: Awaited<ReturnType<typeof start>>;

beforeAll(async () => {
  rig = await start();
  await rig.owner.dynamodb.send(
    new CreateTableCommand({
      TableName: 'rows',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    }),
  );
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

/** The error as the SDK names it, with its status. */
const refusal = (sent: Promise<unknown>) =>
  sent.then(
    () => 'allowed',
    ({ name, $metadata }) => `${$metadata?.httpStatusCode} ${name}`,
  );

const put = (Key: string) =>
  rig.role.s3.send(new PutObjectCommand({ Bucket: 'files', Key, Body: 'x' }));
const TableName = 'rows';
const Item = (pk: string) => ({ pk: { S: pk } });

describe('a role on S3', () => {
  test('writes and reads where it may, and nowhere else', async () => {
    expect(await refusal(put('own/a'))).toBe('allowed');
    expect(await refusal(put('other/a'))).toBe('403 AccessDenied');
    expect(denied.at(-1)).toBe(
      'Denied: arn:aws:sts::000000000000:assumed-role/worker may not s3:PutObject on ' +
        'arn:aws:s3:::files/other/a, because no policy allows it.',
    );
  });

  test('is not told whether a key is there, unless it may list', async () => {
    const get = new GetObjectCommand({ Bucket: 'files', Key: 'own/none' });
    const head = new HeadObjectCommand({ Bucket: 'files', Key: 'own/none' });
    expect(await refusal(rig.role.s3.send(get))).toBe('403 AccessDenied');
    expect(await refusal(rig.role.s3.send(head))).toContain('403');
    expect(await refusal(rig.owner.s3.send(get))).toBe('404 NoSuchKey');
  });

  test('copies only what it may read', async () => {
    await rig.owner.s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'other/b', Body: 'x' }));
    const copy = (CopySource: string) =>
      rig.role.s3.send(new CopyObjectCommand({ Bucket: 'files', Key: 'own/copy', CopySource }));
    expect(await refusal(copy('files/own/a'))).toBe('allowed');
    expect(await refusal(copy('files/other/b'))).toBe('403 AccessDenied');
  });

  test('deletes of a list what it may, and names the rest', async () => {
    await put('own/stages/c');
    const Objects = [{ Key: 'own/stages/c' }, { Key: 'own/a' }];
    const { Errors, Deleted } = await rig.role.s3.send(
      new DeleteObjectsCommand({ Bucket: 'files', Delete: { Objects } }),
    );
    expect(Deleted).toEqual([{ Key: 'own/stages/c' }]);
    expect(Errors).toMatchObject([{ Key: 'own/a', Code: 'AccessDenied' }]);
    const kept = new HeadObjectCommand({ Bucket: 'files', Key: 'own/a' });
    expect(await refusal(rig.owner.s3.send(kept))).toBe('allowed');
  });

  test('signs links that open what it may open itself', async () => {
    const link = (Key: string) =>
      getSignedUrl(rig.role.s3, new GetObjectCommand({ Bucket: 'files', Key }));
    expect((await fetch(await link('own/a'))).status).toBe(200);
    expect((await fetch(await link('other/b'))).status).toBe(403);
  });
});

describe('a role on DynamoDB', () => {
  test.each([
    {
      name: 'a row of a workspace',
      command: () => new PutItemCommand({ TableName, Item: Item('WORKSPACE#1') }),
      is: 'allowed',
    },
    {
      name: 'a row of a person',
      command: () => new PutItemCommand({ TableName, Item: Item('USER#1') }),
      is: '400 AccessDeniedException',
    },
    {
      name: 'a read of it',
      command: () => new GetItemCommand({ TableName, Key: Item('USER#1') }),
      is: '400 AccessDeniedException',
    },
    {
      name: 'a scan',
      command: () => new ScanCommand({ TableName }),
      is: '400 AccessDeniedException',
    },
    {
      name: 'a transaction with one foreign row',
      command: () =>
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: Item('WORKSPACE#2') } },
            { Put: { TableName, Item: Item('EMAIL#2') } },
          ],
        }),
      is: '400 AccessDeniedException',
    },
  ])('$name: $is', async ({ command, is }) => {
    expect(await refusal(rig.role.dynamodb.send(command() as never))).toBe(is);
  });

  test('nothing of a refused transaction is written', async () => {
    const { Items } = await rig.owner.dynamodb.send(new ScanCommand({ TableName }));
    expect(Items).toEqual([Item('WORKSPACE#1')]);
  });
});

describe('a role on other services', () => {
  test('sends to a queue, and reads nothing from it', async () => {
    const { queueUrl: QueueUrl } = rig;
    const send = new SendMessageCommand({ QueueUrl, MessageBody: 'x' });
    expect(await refusal(rig.role.sqs.send(send))).toBe('allowed');
    const receive = rig.role.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    await expect(receive).rejects.toMatchObject({ Code: 'AccessDenied' });
  });

  test('reads no secret', async () => {
    const read = (client: SecretsManagerClient) =>
      refusal(client.send(new GetSecretValueCommand({ SecretId: 'seed' })));
    expect(await read(rig.role.secrets)).toBe('400 AccessDeniedException');
    expect(await read(rig.owner.secrets)).toBe('allowed');
  });
});

test.each([
  {
    name: 'a key that nobody has',
    keys: { ...ROOT_KEYS, accessKeyId: 'LOCALNOBODY' },
    dynamodb: '400 UnrecognizedClientException',
    s3: '403 InvalidAccessKeyId',
  },
  {
    name: "the owner's id with another secret",
    keys: { ...ROOT_KEYS, secretAccessKey: 'guessed' },
    dynamodb: '400 InvalidSignatureException',
    s3: '403 SignatureDoesNotMatch',
  },
])('$name opens nothing', async ({ keys, dynamodb, s3 }) => {
  const clients = rig.clientsOf(keys);
  const get = new GetItemCommand({ TableName, Key: Item('WORKSPACE#1') });
  expect(await refusal(clients.dynamodb.send(get))).toBe(dynamodb);
  const read = new GetObjectCommand({ Bucket: 'files', Key: 'own/a' });
  expect(await refusal(clients.s3.send(read))).toBe(s3);
});

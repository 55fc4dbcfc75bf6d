import { DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkAccess } from '../../../../local/emulators/dynamodb/check-access.ts';
import { type GateRequest, startGate } from '../../../../local/emulators/dynamodb/gate.ts';
import {
  type DynamoDbProcess,
  startDynamoDb,
} from '../../../../local/emulators/dynamodb/process.ts';
import { createAuthority } from '../../../../local/emulators/iam/authority.ts';
import type { LoopbackServer } from '../../../../local/emulators/wire/loopback-server.ts';
import { WireError } from '../../../../local/emulators/wire/wire-error.ts';
import { type Sent, sendTo } from '../../../support/raw-http.ts';

let behind: DynamoDbProcess;
let gate: LoopbackServer;
let client: DynamoDBClient;
let check: (request: GateRequest) => void;
let target: string;

beforeAll(async () => {
  behind = await startDynamoDb();
  gate = await startGate({ target: () => target, check: request => check(request) });
  client = new DynamoDBClient({
    endpoint: gate.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});

beforeEach(() => {
  check = () => undefined;
  target = behind.endpoint;
});

afterAll(async () => {
  client.destroy();
  await gate.stop();
  await behind.stop();
});

const send = (sent: Sent) => sendTo(gate.endpoint, { body: '{}', ...sent });

const SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20261120/eu-central-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=00',
  'x-amz-date': '20261120T101500Z',
  'x-amz-target': 'DynamoDB_20120810.ListTables',
  'content-type': 'application/x-amz-json-1.0',
};

test('a client works through the gate, and sees the errors of DynamoDB', async () => {
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  const get = client.send(new GetItemCommand({ TableName: 'none', Key: { pk: { S: 'a' } } }));
  await expect(get).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('DynamoDB itself is not where a page would look', () => {
  expect(new URL(behind.endpoint).hostname).toMatch(/^127\.(?!0\.0\.)/);
});

type Refused = { name: string; headers: Record<string, string>; status: number };

test.each<Refused>([
  { name: 'a foreign name', headers: { host: 'evil.example' }, status: 421 },
  { name: 'a foreign page', headers: { origin: 'https://evil.example' }, status: 403 },
  { name: 'a page without a name', headers: { origin: 'null' }, status: 403 },
  { name: 'a page of this machine', headers: { origin: 'http://localhost:3000' }, status: 403 },
])('$name is refused with $status', async ({ headers, status }) => {
  const refused = await send({ headers: { ...SIGNED, ...headers } });
  expect(refused.status).toBe(status);
  expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
});

test('a call without a signature is refused as AWS does', async () => {
  const root = { accessKeyId: 'local', secretAccessKey: 'local' };
  const authority = createAuthority({ root }, '000000000000');
  ({ check } = checkAccess({ authority, accountId: '000000000000', region: 'eu-central-1' }));
  const { authorization, ...unsigned } = SIGNED;
  expect(authorization).toContain('AWS4');
  const refused = await send({ headers: unsigned });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('MissingAuthenticationToken');
});

test('a preflight gets no leave', async () => {
  const headers = {
    origin: 'https://evil.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,x-amz-target',
  };
  const refused = await send({ method: 'OPTIONS', headers, body: '' });
  expect(refused.status).toBe(403);
  expect(Object.keys(refused.headers).join()).not.toContain('access-control');
});

test('a body above the limit is refused by name, and the connection stays good', async () => {
  const refused = await send({ headers: SIGNED, body: Buffer.alloc(17 * 1024 * 1024, ' ') });
  expect(refused).toMatchObject({ status: 413 });
  expect(refused.text).toContain('RequestEntityTooLarge');
  expect(await send({ headers: SIGNED })).toMatchObject({ status: 200 });
});

test('a check sees the body as it was sent, and its refusal is an error of the client', async () => {
  const seen: string[] = [];
  check = ({ message, body }) => {
    seen.push(`${message.headers['x-amz-target']} ${body}`);
    throw new WireError('AccessDeniedException', 'Not for you.');
  };
  const refused = client.send(new ListTablesCommand({ Limit: 3 }));
  await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(seen).toEqual(['DynamoDB_20120810.ListTables {"Limit":3}']);
});

test('a DynamoDB that is gone is an error that clients try again', async () => {
  target = 'http://127.0.0.1:9';
  const failed = client.send(new ListTablesCommand({}));
  await expect(failed).rejects.toMatchObject({
    name: 'InternalServerError',
    $metadata: { httpStatusCode: 500 },
  });
  target = behind.endpoint;
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
});

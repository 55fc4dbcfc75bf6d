import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { sweepTable } from '../../../local/cloud/ttl-sweeper.ts';
import { ended, machineArn, pause, REGION, temporaryFolder } from './support.ts';

const templates = new URL('./fixtures/templates', import.meta.url).pathname;
const TABLE = 'Data-Table';

type Place = Pick<Cloud, 'endpoints' | 'credentials'>;

const at = ({ credentials }: Place, endpoint: string) => ({
  endpoint,
  credentials,
  region: REGION,
});
const dynamodb = (cloud: Place) => new DynamoDBClient(at(cloud, cloud.endpoints.dynamodb));
const s3 = (cloud: Place) => new S3Client(at(cloud, cloud.endpoints.s3));
const sqs = (cloud: Place) => new SQSClient(at(cloud, cloud.endpoints.sqs));
const sfn = (cloud: Place) => new SFNClient(at(cloud, cloud.endpoints.sfn));

/** The processes that were started with this file as an argument. */
const holdersOf = (file: string) =>
  globSync('/proc/[0-9]*/cmdline').filter(path => {
    try {
      return readFileSync(path, 'utf8').split('\0').includes(file);
    } catch {
      return false;
    }
  });

/** The events that the recorder got, oldest first. */
async function recorded(cloud: Place) {
  const { Items = [] } = await dynamodb(cloud).send(new ScanCommand({ TableName: TABLE }));
  return Items.filter(({ event }) => event)
    .sort((a, b) => (a.pk?.S ?? '').localeCompare(b.pk?.S ?? ''))
    .map(({ event }) => JSON.parse(event?.S ?? '{}'));
}

const bodies = async (cloud: Place): Promise<string[]> =>
  (await recorded(cloud)).flatMap(({ Records = [] }) =>
    Records.map(({ body }: { body: string }) => body),
  );

describe('a cloud', () => {
  const folder = temporaryFolder();
  let cloud: Cloud;

  beforeAll(async () => {
    const environment = { SPEECH_MODEL: 'whisper' };
    cloud = await startCloud({
      dataDir: folder.path,
      templates,
      environment,
      ports: { api: 0, site: 0 },
    });
  });
  afterAll(async () => {
    await cloud.stop();
    folder.remove();
  });

  test('resolves addresses to its own, in functions and in outputs', async () => {
    const environment = await (await fetch(`${cloud.apiUrl}/environment`)).json();
    expect(environment).toMatchObject({
      TABLE_NAME: TABLE,
      SITE_URL: cloud.siteUrl,
      API_URL: cloud.apiUrl,
      MACHINE_ARN: machineArn('fixture'),
      SPEECH_MODEL: 'whisper',
      AWS_LAMBDA_FUNCTION_NAME: 'Programs-Recorder',
      AWS_ENDPOINT_URL_S3: cloud.endpoints.s3,
    });
    expect(environment).not.toHaveProperty('VITEST');
    expect(cloud.outputs).toEqual({
      QueueUrl: `${cloud.endpoints.sqs}/000000000000/Data-Queue`,
      DeadLettersUrl: `${cloud.endpoints.sqs}/000000000000/Data-DeadLetters`,
      FilesBucket: 'files-000000000000',
      PagesBucket: 'data-pages',
      ApiUrl: `${cloud.apiUrl}/`,
    });
  });

  test('refuses a second one on its folder, and says who has it', async () => {
    const second = startCloud({ dataDir: folder.path, templates });
    await expect(second).rejects.toThrow(`already works on ${folder.path}: process ${process.pid}`);
  });

  test('gives a container its secrets and addresses, and knows what it works on', async () => {
    const input = JSON.stringify({ do: 'succeed', seconds: '1' });
    const client = sfn(cloud);
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn: machineArn('fixture'), input }),
    );
    await expect.poll(() => cloud.runningTasks()).toMatchObject([{ stage: 'render' }]);
    const { output = '{}' } = await ended(client, executionArn);
    const { variables } = JSON.parse(output);
    expect(variables).toEqual(expect.arrayContaining(['SEED', 'SITE_URL', 'SPEECH_MODEL']));
    expect(variables).not.toContain('MISSING');
    await expect.poll(() => cloud.runningTasks()).toEqual([]);
  });

  test('makes a secret as the template asks', async () => {
    const client = new SecretsManagerClient(at(cloud, cloud.endpoints.secretsManager));
    const SecretId = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:Data-Secret';
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    expect(SecretString).toMatch(/^[A-Za-z0-9]{40}$/);
  });

  test('tells a queue of new objects, and the queue its function', async () => {
    const put = (Key: string) =>
      s3(cloud).send(new PutObjectCommand({ Bucket: 'files-000000000000', Key, Body: 'x' }));
    await put('elsewhere/a');
    await put('in box/ünï +.mp4');
    await expect.poll(() => bodies(cloud), { timeout: 10_000 }).toHaveLength(1);
    const [body = '{}'] = await bodies(cloud);
    expect(JSON.parse(body).Records).toMatchObject([
      { eventName: 'ObjectCreated:Put', s3: { object: { key: 'in+box/%C3%BCn%C3%AF+%2B.mp4' } } },
    ]);
  });

  test('delivers only failed messages again, and then to the dead letters', async () => {
    const Entries = ['good one', 'poison', 'good two'].map((MessageBody, index) => ({
      Id: String(index),
      MessageBody,
    }));
    const QueueUrl = cloud.outputs.QueueUrl;
    await sqs(cloud).send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const dead = new ReceiveMessageCommand({
      QueueUrl: cloud.outputs.DeadLettersUrl,
      WaitTimeSeconds: 15,
    });
    const { Messages } = await sqs(cloud).send(dead);
    expect(Messages?.map(({ Body }) => Body)).toEqual(['poison']);
    const seen = (await bodies(cloud)).filter(body => !body.startsWith('{'));
    expect(seen.sort()).toEqual(['good one', 'good two', 'poison', 'poison']);
  });

  test('calls a function when a rule fits a stopped container, and when a schedule is due', async () => {
    const input = JSON.stringify({ do: '7', seconds: '0' });
    await sfn(cloud).send(
      new StartExecutionCommand({ stateMachineArn: machineArn('fixture'), input }),
    );
    const events = async () => {
      const all = await recorded(cloud);
      return all.filter(({ source }) => source).map(({ detail }) => detail.containers[0].exitCode);
    };
    await expect.poll(events, { timeout: 5000 }).toEqual([7]);
    expect(await recorded(cloud)).toContainEqual({ scheduled: true });
  });

  test('deletes what has expired', async () => {
    const client = dynamodb(cloud);
    const put = (pk: string, expiresAt: number) =>
      client.send(
        new PutItemCommand({
          TableName: TABLE,
          Item: { pk: { S: pk }, expiresAt: { N: String(expiresAt) } },
        }),
      );
    await Promise.all([put('old', 100), put('new', 300)]);
    const table = {
      name: TABLE,
      keys: ['pk'],
      timeToLive: 'expiresAt',
      input: { TableName: TABLE },
    };
    await sweepTable(client, table, 200);
    const { Items = [] } = await client.send(new ScanCommand({ TableName: TABLE }));
    const left = Items.map(({ pk }) => pk?.S);
    expect(left).toContain('new');
    expect(left).not.toContain('old');
  });

  describe('its site', () => {
    beforeAll(async () => {
      const put = (Key: string, Body: string, ContentType: string) =>
        s3(cloud).send(
          new PutObjectCommand({
            Bucket: 'data-pages',
            Key,
            Body,
            ContentType,
            CacheControl: 'max-age=5',
          }),
        );
      await put('w/index.html', '<h1>Hi</h1>', 'text/html; charset=utf-8');
      await put('w/vidéo.mp4', '0123456789', 'video/mp4');
    });

    test('serves a folder by its page, with the headers of the distribution', async () => {
      const response = await fetch(`${cloud.siteUrl}/w/`);
      expect(await response.text()).toBe('<h1>Hi</h1>');
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'self'",
        'x-content-type-options': 'nosniff',
        'permissions-policy': 'camera=()',
        'cache-control': 'max-age=5',
      });
    });

    test.each([
      { range: 'bytes=2-4', body: '234', contentRange: 'bytes 2-4/10' },
      { range: 'bytes=-3', body: '789', contentRange: 'bytes 7-9/10' },
    ])('serves $range', async ({ range, body, contentRange }) => {
      const response = await fetch(`${cloud.siteUrl}/w/vid%C3%A9o.mp4?t=1`, { headers: { range } });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(contentRange);
      expect(await response.text()).toBe(body);
    });

    test('answers HEAD, and a page that the client has already', async () => {
      const url = `${cloud.siteUrl}/w/index.html`;
      const head = await fetch(url, { method: 'HEAD' });
      expect(head.headers.get('content-length')).toBe('11');
      const etag = head.headers.get('etag') ?? '';
      expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    });

    test.each([
      // Who may read and not list is not told that a page is missing: so it is with CloudFront.
      { method: 'GET', path: '/none', status: 403 },
      { method: 'GET', path: '/?list-type=2', status: 403 },
      { method: 'PUT', path: '/w/index.html', status: 403 },
      { method: 'GET', path: '/%zz', status: 400 },
    ])('$method $path is a $status', async ({ method, path, status }) => {
      expect((await fetch(cloud.siteUrl + path, { method })).status).toBe(status);
    });
  });
});

describe('after its end', () => {
  const children: ChildProcess[] = [];
  const folders: { remove: () => void }[] = [];

  async function startProcess(dataDir: string) {
    const script = new URL('./fixtures/cloud-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = await once(child.stdout, 'data');
    const place: Pick<Cloud, 'endpoints' | 'credentials' | 'outputs'> = JSON.parse(String(line));
    return { ...place, child };
  }
  const folder = () => {
    const made = temporaryFolder();
    folders.push(made);
    return made.path;
  };
  afterEach(async () => {
    // In order, since a killed cloud leaves its DynamoDB behind.
    for (const child of children.splice(0)) await end(child);
    for (const { remove } of folders.splice(0)) remove();
  });

  async function end(child: ChildProcess) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  const startRun = (cloud: Place, seconds: string) => {
    const input = JSON.stringify({ do: 'succeed', seconds });
    const stateMachineArn = machineArn('fixture');
    return sfn(cloud).send(new StartExecutionCommand({ stateMachineArn, input, name: 'run' }));
  };

  test('kill -9 loses nothing: messages, rows, keys and runs go on', async () => {
    const dataDir = folder();
    const first = await startProcess(dataDir);
    const { executionArn } = await startRun(first, '2');
    const Item = { pk: { S: 'kept' } };
    await dynamodb(first).send(new PutItemCommand({ TableName: TABLE, Item }));
    const QueueUrl = first.outputs.QueueUrl;
    const Entries = [{ Id: '1', MessageBody: 'kept' }];
    await sqs(first).send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await startProcess(dataDir);
    expect(second.credentials).toEqual(first.credentials);
    expect(second.endpoints.s3).toBe(first.endpoints.s3);
    // Its DynamoDB lived on, and may not work on the same file as the new one.
    expect(holdersOf(join(dataDir, 'dynamodb.db'))).toHaveLength(1);
    await expect.poll(() => bodies(second), { timeout: 10_000 }).toContain('kept');
    const { Items = [] } = await dynamodb(second).send(new ScanCommand({ TableName: TABLE }));
    expect(Items).toContainEqual(Item);
    expect((await ended(sfn(second), executionArn)).status).toBe('SUCCEEDED');
  });

  test('SIGTERM ends it with its containers, and the run goes on at the next start', async () => {
    const dataDir = folder();
    const first = await startProcess(dataDir);
    const { executionArn } = await startRun(first, '3');
    await pause(300);
    const began = performance.now();
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');
    expect(performance.now() - began).toBeLessThan(3000);

    const second = await startProcess(dataDir);
    const execution = await ended(sfn(second), executionArn);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
  });
});

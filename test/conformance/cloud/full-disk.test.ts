import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cloud } from '../../../local/cloud/cloud.ts';
import { ended, machineArn, pause, REGION, temporaryFolder } from './support.ts';

type Said = Pick<Cloud, 'endpoints' | 'credentials' | 'outputs'>;

let folder: ReturnType<typeof temporaryFolder>;
let child: ChildProcess;
let cloud: Said;
let told = '';

beforeEach(async () => {
  folder = temporaryFolder();
  told = '';
  const script = new URL('./fixtures/cloud-process.ts', import.meta.url).pathname;
  child = spawn(process.execPath, [script, folder.path], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr?.on('data', chunk => {
    told += chunk;
  });
  if (!child.stdout) throw new Error('No output.');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  cloud = JSON.parse(String(line));
});
afterEach(async () => {
  const gone = child.exitCode === null ? once(child, 'exit') : undefined;
  child.kill('SIGTERM');
  await gone;
  folder.remove();
});

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);

/** No file may grow: to a program that is a full disk. It counts for what it starts from now on. */
function setDiskFull(full: boolean) {
  const limit = `--fsize=${full ? 0 : 'unlimited'}:`;
  const pid = child.pid ?? 0;
  for (const each of [String(pid), ...childrenOf(pid)]) {
    execFileSync('prlimit', ['--pid', each, limit]);
  }
}

/** What a client of each service does to write something. */
function writers({ endpoints, credentials, outputs }: Said) {
  const at = (endpoint: string) => ({ endpoint, credentials, region: REGION, maxAttempts: 1 });
  const dynamodb = new DynamoDBClient(at(endpoints.dynamodb));
  const s3 = new S3Client({ ...at(endpoints.s3), forcePathStyle: true });
  const sqs = new SQSClient(at(endpoints.sqs));
  const sfn = new SFNClient(at(endpoints.sfn));
  const input = JSON.stringify({ do: 'succeed', seconds: '1' });
  return {
    dynamodb: () =>
      dynamodb.send(new PutItemCommand({ TableName: 'Data-Table', Item: { pk: { S: 'a' } } })),
    s3: () =>
      s3.send(new PutObjectCommand({ Bucket: outputs.FilesBucket, Key: 'a.txt', Body: 'a' })),
    sqs: () => sqs.send(new SendMessageCommand({ QueueUrl: outputs.QueueUrl, MessageBody: 'a' })),
    sfn: () =>
      sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn('fixture'), input })),
    ended: (executionArn = '') => ended(sfn, executionArn),
  };
}

test('a full disk fails what is written then, is told, and is survived', async () => {
  const { ended: end, ...write } = writers(cloud);
  for (const each of Object.values(write)) await each();
  const { executionArn } = await write.sfn();
  await pause(200);
  setDiskFull(true);
  for (const [name, each] of Object.entries(write)) {
    await expect(each(), name).rejects.toThrow();
  }
  // The run ends meanwhile, the queue is polled and the schedule is looked at.
  await pause(4000);
  expect(child.exitCode).toBe(null);
  expect(told).toMatch(/disk|file too large|EFBIG|ENOSPC/i);
  setDiskFull(false);
  for (const [name, each] of Object.entries(write)) {
    await expect.poll(() => each().then(() => name, String), { timeout: 20_000 }).toBe(name);
  }
  expect((await end(executionArn)).status).not.toBe('RUNNING');
});

test('a DynamoDB that dies is told, and started again where it was', async () => {
  const { dynamodb } = writers(cloud);
  await dynamodb();
  const [engine] = childrenOf(child.pid ?? 0);
  process.kill(Number(engine), 'SIGKILL');
  await expect
    .poll(() => dynamodb().then(() => 'written', String), { timeout: 10_000 })
    .toBe('written');
  expect(told).toContain('DynamoDB');
});

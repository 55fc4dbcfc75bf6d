import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newClient, startRig } from './rig.ts';

const PROGRAM = fileURLToPath(new URL('./server-process.ts', import.meta.url));

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqs-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function startProcess() {
  const args = [PROGRAM, join(folder, 'sqs.db')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  const endpoint = String(line).trim();
  return { child, client: newClient(endpoint), url: `${endpoint}/000000000000/jobs` };
}

/** Sends until the server dies; returns the bodies that were acknowledged. */
async function sendUntilDeath(client: SQSClient, url: string, prefix: string) {
  const acknowledged: string[] = [];
  for (let number = 0; ; number += 1) {
    const MessageBody = `${prefix}-${number}`;
    try {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
      acknowledged.push(MessageBody);
    } catch {
      return acknowledged;
    }
  }
}

async function drain(client: SQSClient, url: string) {
  const bodies: string[] = [];
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await client.send(command);
    if (Messages.length === 0) return bodies;
    for (const { Body = '' } of Messages) bodies.push(Body);
    const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  }
}

test('a kill -9 loses nothing that was acknowledged', async () => {
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3]) {
    const { child, client, url } = await startProcess();
    const senders = ['a', 'b', 'c'].map(name => sendUntilDeath(client, url, `${round}${name}`));
    setTimeout(() => child.kill('SIGKILL'), 300);
    acknowledged.push(...(await Promise.all(senders)).flat());
    client.destroy();
  }
  const { client, url } = await startProcess();
  const found = await drain(client, url);
  client.destroy();
  expect(acknowledged.length).toBeGreaterThan(50);
  const kept = new Set(found);
  expect(acknowledged.filter(body => !kept.has(body))).toEqual([]);
  expect(kept.size).toBe(found.length);
  // At most the one message of each sender that was on its way when the server died.
  expect(found.length - acknowledged.length).toBeLessThanOrEqual(9);
});

test('a deletion that was acknowledged holds after a kill -9', async () => {
  const { child, client, url } = await startProcess();
  const Entries = Array.from({ length: 10 }, (_, i) => ({ Id: `${i}`, MessageBody: `m${i}` }));
  await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 4, VisibilityTimeout: 0 }),
  );
  const done = Messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: done }));
  child.kill('SIGKILL');
  await once(child, 'exit');
  client.destroy();
  const again = await startProcess();
  const left = await drain(again.client, again.url);
  again.client.destroy();
  expect(left).toHaveLength(6);
  for (const { Body } of Messages) expect(left).not.toContain(Body);
});

test('ten competing consumers handle each of 500 messages once', async () => {
  const rig = await startRig();
  const url = rig.queue({ name: 'jobs' });
  const handled: string[] = [];
  let sending = true;
  const consume = async () => {
    for (;;) {
      const messages = await rig.receive(url, { WaitTimeSeconds: 1 });
      if (messages.length === 0 && !sending) return;
      if (messages.length === 0) continue;
      for (const { Body = '' } of messages) handled.push(Body);
      const Entries = messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
      await rig.client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    }
  };
  const consumers = Array.from({ length: 10 }, consume);
  for (let batch = 0; batch < 50; batch += 1) {
    const Entries = Array.from({ length: 10 }, (_, i) => ({
      Id: `${i}`,
      MessageBody: `${batch * 10 + i}`,
    }));
    await rig.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  }
  sending = false;
  await Promise.all(consumers);
  await rig.close();
  expect(handled).toHaveLength(500);
  expect(new Set(handled).size).toBe(500);
});

import { once } from 'node:events';
import { connect } from 'node:net';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signedHeaders } from '../../../support/signed-headers.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
let url: string;
beforeEach(async () => {
  rig = await startRig();
  url = rig.queue({ name: 'jobs' });
});
afterEach(() => rig.close());

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
const receiving = (signal: AbortSignal) =>
  rig.client.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }), {
    abortSignal: signal,
  });

test('an empty queue is answered after the waiting time', async () => {
  const startedAt = performance.now();
  expect(await rig.receive(url, { WaitTimeSeconds: 1 })).toEqual([]);
  const waitedMs = performance.now() - startedAt;
  expect(waitedMs).toBeGreaterThan(980);
  expect(waitedMs).toBeLessThan(1500);
});

test('the waiting time of the queue holds when the receiver names none', async () => {
  url = rig.queue({ name: 'jobs', receiveWaitSeconds: 20 });
  const waiting = rig.bodies(url);
  await pause(50);
  await rig.send(url, 'job');
  expect(await waiting).toEqual(['job']);
});

test('a send wakes a receiver at once', async () => {
  await rig.send(url, 'warm');
  await rig.bodies(url);
  const latenciesMs: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const waiting = rig.bodies(url, { WaitTimeSeconds: 20 }).then(bodies => {
      expect(bodies).toEqual([`job ${round}`]);
      return performance.now();
    });
    await pause(20);
    const sentAt = performance.now();
    await rig.send(url, `job ${round}`);
    latenciesMs.push((await waiting) - sentAt);
  }
  const median = latenciesMs.sort((a, b) => a - b)[10];
  // Both requests included; a poll every few milliseconds would already show.
  expect(median).toBeLessThan(15);
});

test('a message that becomes visible while somebody waits is delivered then', async () => {
  await rig.send(url, 'later', { DelaySeconds: 1 });
  const startedAt = performance.now();
  expect(await rig.bodies(url, { WaitTimeSeconds: 20, VisibilityTimeout: 1 })).toEqual(['later']);
  expect(performance.now() - startedAt).toBeLessThan(1300);
  expect(await rig.bodies(url, { WaitTimeSeconds: 20 })).toEqual(['later']);
  expect(performance.now() - startedAt).toBeLessThan(2600);
});

test('receivers that wait are served in the order in which they came', async () => {
  const served: number[] = [];
  const waiting = [0, 1, 2].map(async number => {
    await pause(number * 60);
    await rig.bodies(url, { WaitTimeSeconds: 20, MaxNumberOfMessages: 1 });
    served.push(number);
  });
  await pause(250);
  for (const body of ['a', 'b', 'c']) {
    await rig.send(url, body);
    await pause(30);
  }
  await Promise.all(waiting);
  expect(served).toEqual([0, 1, 2]);
});

test('a receiver that left takes no message with it', async () => {
  for (let round = 0; round < 25; round += 1) {
    const controller = new AbortController();
    const left = receiving(controller.signal).catch(() => 'left');
    await pause(round % 5);
    controller.abort();
    await rig.send(url, `job ${round}`);
    expect(await left).toBe('left');
    const [message] = await rig.receive(url, { WaitTimeSeconds: 2, MaxNumberOfMessages: 1 });
    expect(message?.Body).toBe(`job ${round}`);
    expect(message?.Attributes?.ApproximateReceiveCount).toBe('1');
    const { ReceiptHandle } = message ?? {};
    await rig.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
  }
});

/** A request as bytes, to decide in which order the server sees things. */
const bytesOf = (operation: string, input: object) => {
  const body = JSON.stringify({ QueueUrl: url, ...input });
  const target = `AmazonSQS.${operation}`;
  const signed = signedHeaders({ service: 'sqs', host: 'localhost', target, body });
  const head = [
    'POST / HTTP/1.1',
    ...Object.entries(signed).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
};

test('a receiver that leaves in the moment of a send takes no message with it', async () => {
  const port = Number(new URL(rig.endpoint()).port);
  for (let round = 0; round < 25; round += 1) {
    const [receiver, sender] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    receiver.write(bytesOf('ReceiveMessage', { WaitTimeSeconds: 20 }));
    await pause(10);
    sender.write(bytesOf('SendMessage', { MessageBody: `job ${round}` }));
    receiver.destroy();
    await once(sender, 'data');
    sender.destroy();
    const [message] = await rig.receive(url, { WaitTimeSeconds: 2, MaxNumberOfMessages: 1 });
    expect(message?.Body).toBe(`job ${round}`);
    const { ReceiptHandle } = message ?? {};
    await rig.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
  }
});

test('a stop does not wait for receivers', async () => {
  const waiting = [1, 2, 3].map(() => rig.receive(url, { WaitTimeSeconds: 20 }).catch(() => 'cut'));
  await pause(100);
  const startedAt = performance.now();
  await rig.restart();
  expect(performance.now() - startedAt).toBeLessThan(500);
  expect(await Promise.all(waiting)).toEqual(['cut', 'cut', 'cut']);
});

test('what was acknowledged is there after a restart, held messages stay held', async () => {
  await rig.send(url, 'held');
  const [held] = await rig.receive(url);
  await rig.send(url, 'waiting');
  await rig.restart();
  url = rig.queue({ name: 'jobs' });
  expect(await rig.bodies(url)).toEqual(['waiting']);
  const { ReceiptHandle } = held ?? {};
  await rig.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
  const { Attributes } = await rig.client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  expect(Attributes?.ApproximateNumberOfMessagesNotVisible).toBe('1');
});

import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
let url: string;
let count = 0;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());
beforeEach(() => {
  count += 1;
  url = rig.queue({ name: `queue-${count}`, visibilityTimeoutSeconds: 30 });
});

const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
  rig.client.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }),
  );
const remove = (ReceiptHandle: string | undefined) =>
  rig.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));

test('a message comes back with its body and attributes; the client checks the digests', async () => {
  const attributes = {
    text: { DataType: 'String', StringValue: 'Лекция 1' },
    number: { DataType: 'Number.int', StringValue: '42' },
    bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 1, 255) },
  };
  const body = 'tab\t, "quotes", ёлка and 🎬';
  const sent = await rig.send(url, body, {
    MessageAttributes: attributes,
    MessageSystemAttributes: {
      AWSTraceHeader: {
        DataType: 'String',
        StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793',
      },
    },
  });
  const [message] = await rig.receive(url);
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: body,
    MessageAttributes: attributes,
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    Attributes: { ApproximateReceiveCount: '1', AWSTraceHeader: expect.stringMatching(/^Root=/) },
  });
  const sentAt = Number(message?.Attributes?.SentTimestamp);
  expect(Math.abs(sentAt - Date.now())).toBeLessThan(5000);
});

test('only the attributes that were asked for are sent', async () => {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  await rig.send(url, 'body', {
    MessageAttributes: { 'order.id': text('1'), 'order.name': text('2'), other: text('3') },
  });
  const [message] = await rig.receive(url, {
    MessageSystemAttributeNames: ['SentTimestamp'],
    MessageAttributeNames: ['order.*'],
  });
  expect(Object.keys(message?.Attributes ?? {})).toEqual(['SentTimestamp']);
  expect(Object.keys(message?.MessageAttributes ?? {}).sort()).toEqual(['order.id', 'order.name']);
  rig.passSeconds(31);
  const [bare] = await rig.receive(url, {
    MessageSystemAttributeNames: [],
    MessageAttributeNames: [],
  });
  expect(bare).not.toHaveProperty('Attributes');
  expect(bare).not.toHaveProperty('MessageAttributes');
});

test('a received message is hidden for the visibility timeout and counted when it shows again', async () => {
  await rig.send(url, 'job');
  const [first] = await rig.receive(url);
  expect(await rig.bodies(url)).toEqual([]);
  rig.passSeconds(29);
  expect(await rig.bodies(url)).toEqual([]);
  rig.passSeconds(2);
  const [second] = await rig.receive(url);
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
  expect(second?.Attributes?.ApproximateFirstReceiveTimestamp).toBe(
    first?.Attributes?.ApproximateFirstReceiveTimestamp,
  );
  expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
});

test('a deleted message is gone, and deleting it twice is fine', async () => {
  await rig.send(url, 'job');
  const [message] = await rig.receive(url);
  await remove(message?.ReceiptHandle);
  await remove(message?.ReceiptHandle);
  rig.passSeconds(60);
  expect(await rig.bodies(url)).toEqual([]);
});

test('an old handle deletes nothing once another consumer has the message', async () => {
  await rig.send(url, 'job');
  const [slow] = await rig.receive(url);
  rig.passSeconds(31);
  const [fast] = await rig.receive(url);
  await remove(slow?.ReceiptHandle);
  await change(fast?.ReceiptHandle, 0);
  expect(await rig.bodies(url)).toEqual(['job']);
});

test('a handle still deletes after its timeout if nobody received the message since', async () => {
  await rig.send(url, 'job');
  const [message] = await rig.receive(url);
  rig.passSeconds(31);
  await remove(message?.ReceiptHandle);
  expect(await rig.bodies(url)).toEqual([]);
});

test('visibility can be given back, and extended from now on', async () => {
  await rig.send(url, 'job');
  const [first] = await rig.receive(url);
  await change(first?.ReceiptHandle, 0);
  const [second] = await rig.receive(url);
  expect(second?.Body).toBe('job');
  await change(second?.ReceiptHandle, 600);
  rig.passSeconds(599);
  expect(await rig.bodies(url)).toEqual([]);
  rig.passSeconds(2);
  expect(await rig.bodies(url)).toEqual(['job']);
});

test('visibility is bounded by twelve hours from the receive', async () => {
  await rig.send(url, 'job');
  const [message] = await rig.receive(url);
  rig.passSeconds(10);
  const refused = { name: 'InvalidParameterValue' };
  await expect(change(message?.ReceiptHandle, 43_195)).rejects.toMatchObject(refused);
  await expect(change(message?.ReceiptHandle, 43_201)).rejects.toMatchObject(refused);
  await change(message?.ReceiptHandle, 43_180);
});

test('visibility of a message that nobody holds is not changed', async () => {
  await rig.send(url, 'job');
  const [message] = await rig.receive(url);
  rig.passSeconds(31);
  await expect(change(message?.ReceiptHandle, 10)).rejects.toMatchObject({
    name: 'MessageNotInflight',
  });
  await remove(message?.ReceiptHandle);
  await expect(change(message?.ReceiptHandle, 10)).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
  await expect(change('nonsense', 10)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
});

test('a message is delayed by its own setting or by that of its queue', async () => {
  await rig.send(url, 'later', { DelaySeconds: 60 });
  await rig.send(url, 'now');
  expect(await rig.bodies(url)).toEqual(['now']);
  const { Attributes } = await rig.client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '1',
    ApproximateNumberOfMessagesDelayed: '1',
  });
  rig.passSeconds(61);
  expect(await rig.bodies(url)).toContain('later');
  const slow = rig.queue({ name: 'slow', delaySeconds: 5 });
  await rig.send(slow, 'by the queue');
  await rig.send(slow, 'by itself', { DelaySeconds: 0 });
  expect(await rig.bodies(slow)).toEqual(['by itself']);
  rig.passSeconds(6);
  expect(await rig.bodies(slow)).toEqual(['by the queue']);
});

test('messages end with their retention period', async () => {
  const short = rig.queue({ name: 'short', retentionSeconds: 60 });
  await rig.send(short, 'old');
  rig.passSeconds(61);
  await rig.send(short, 'young');
  expect(await rig.bodies(short)).toEqual(['young']);
});

import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  SendMessageBatchCommand,
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
  url = rig.queue({ name: `chat-${count}.fifo`, fifo: true, contentBasedDeduplication: true });
});

const send = (group: string, body: string) => rig.send(url, body, { MessageGroupId: group });
const remove = ({ ReceiptHandle }: Message) =>
  rig.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
const bodies = (messages: Message[]) => messages.map(message => message.Body);

test('several messages of one group come in one receive, in order', async () => {
  for (const body of ['a1', 'a2', 'b1', 'a3']) await send(body.slice(0, 1), body);
  const messages = await rig.receive(url);
  expect(bodies(messages)).toEqual(['a1', 'a2', 'b1', 'a3']);
  expect(messages.map(message => message.Attributes?.MessageGroupId)).toEqual(['a', 'a', 'b', 'a']);
  const sequences = messages.map(message => message.Attributes?.SequenceNumber ?? '');
  expect(sequences).toEqual([...sequences].sort());
  expect(new Set(sequences).size).toBe(4);
});

test('a group waits while one of its messages is in flight, others go on', async () => {
  for (const body of ['a1', 'a2', 'b1']) await send(body.slice(0, 1), body);
  const [first] = await rig.receive(url, { MaxNumberOfMessages: 1 });
  expect(first?.Body).toBe('a1');
  expect(bodies(await rig.receive(url))).toEqual(['b1']);
  if (first) await remove(first);
  expect(bodies(await rig.receive(url))).toEqual(['a2']);
});

test('deleting the message in flight wakes a receiver that waits for the group', async () => {
  await send('a', 'a1');
  await send('a', 'a2');
  const [first] = await rig.receive(url, { MaxNumberOfMessages: 1 });
  const waiting = rig.receive(url, { WaitTimeSeconds: 20 });
  await new Promise(resolve => setTimeout(resolve, 50));
  const startedAt = performance.now();
  if (first) await remove(first);
  expect(bodies(await waiting)).toEqual(['a2']);
  expect(performance.now() - startedAt).toBeLessThan(200);
});

test('a failed message comes again before the ones behind it', async () => {
  for (const body of ['a1', 'a2', 'a3']) await send('a', body);
  const [first, second] = await rig.receive(url, { MaxNumberOfMessages: 2 });
  const giveBack = ({ ReceiptHandle }: Message = {}) =>
    rig.client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }),
    );
  await giveBack(first);
  // The second is still in flight, so the group is still closed.
  expect(await rig.receive(url)).toEqual([]);
  await giveBack(second);
  expect(bodies(await rig.receive(url))).toEqual(['a1', 'a2', 'a3']);
});

test('a repeat within five minutes is answered like the first and not stored', async () => {
  const first = await rig.send(url, 'one', { MessageGroupId: 'a', MessageDeduplicationId: 'd' });
  const [message] = await rig.receive(url);
  if (message) await remove(message);
  rig.passSeconds(299);
  const second = await rig.send(url, 'two', { MessageGroupId: 'a', MessageDeduplicationId: 'd' });
  expect(second.MessageId).toBe(first.MessageId);
  expect(second.SequenceNumber).toBe(first.SequenceNumber);
  expect(await rig.receive(url)).toEqual([]);
  rig.passSeconds(2);
  const third = await rig.send(url, 'three', { MessageGroupId: 'a', MessageDeduplicationId: 'd' });
  expect(third.MessageId).not.toBe(first.MessageId);
  expect(bodies(await rig.receive(url))).toEqual(['three']);
});

test('the same content is a repeat where the queue goes by content', async () => {
  await send('a', 'same');
  await send('a', 'same');
  await send('b', 'same');
  await send('a', 'other');
  expect(bodies(await rig.receive(url))).toEqual(['same', 'other']);
  url = rig.queue({
    name: `chat-${count}.fifo`,
    fifo: true,
    contentBasedDeduplication: true,
    deduplicationScope: 'messageGroup',
  });
  await send('c', 'same');
  expect(bodies(await rig.receive(url))).toEqual(['same']);
});

test('an entry of a batch without a group is refused alone', async () => {
  const { Successful, Failed } = await rig.client.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: [
        { Id: 'a', MessageBody: 'x', MessageGroupId: 'g' },
        { Id: 'b', MessageBody: 'y' },
      ],
    }),
  );
  expect(Successful?.map(entry => entry.Id)).toEqual(['a']);
  expect(Failed).toMatchObject([{ Id: 'b', Code: 'MissingParameter' }]);
});

test('what a FIFO queue does not take is refused', async () => {
  const strict = rig.queue({ name: 'strict.fifo', fifo: true });
  const refused = { name: 'InvalidParameterValue' };
  await expect(rig.send(strict, 'x', { MessageGroupId: 'g' })).rejects.toMatchObject(refused);
  await expect(send('', 'x')).rejects.toMatchObject(refused);
  const delayed = rig.send(url, 'x', { MessageGroupId: 'g', DelaySeconds: 5 });
  await expect(delayed).rejects.toMatchObject(refused);
});

test('a handle dies with its visibility timeout', async () => {
  await send('a', 'a1');
  const [message] = await rig.receive(url);
  rig.passSeconds(31);
  await expect(remove(message ?? {})).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  expect(bodies(await rig.receive(url))).toEqual(['a1']);
});

test('the delay of the queue keeps the order of a group', async () => {
  const slow = rig.queue({
    name: 'slow.fifo',
    fifo: true,
    contentBasedDeduplication: true,
    delaySeconds: 10,
  });
  await rig.send(slow, 'a1', { MessageGroupId: 'a' });
  rig.passSeconds(6);
  await rig.send(slow, 'a2', { MessageGroupId: 'a' });
  rig.passSeconds(5);
  expect(await rig.bodies(slow)).toEqual(['a1']);
});

test('what fails too often goes to the dead letters and frees its group', async () => {
  rig.queue({ name: 'dead.fifo', fifo: true });
  url = rig.queue({
    name: 'strict-order.fifo',
    fifo: true,
    contentBasedDeduplication: true,
    deadLetter: { queueName: 'dead.fifo', maxReceiveCount: 1 },
  });
  await send('a', 'bad');
  await send('a', 'good');
  expect(bodies(await rig.receive(url, { MaxNumberOfMessages: 1 }))).toEqual(['bad']);
  rig.passSeconds(31);
  expect(bodies(await rig.receive(url))).toEqual(['good']);
});

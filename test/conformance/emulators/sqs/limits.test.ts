import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Rig, startRig } from './rig.ts';

const MIB = 1_048_576;
let rig: Rig;
let url: string;
beforeAll(async () => {
  rig = await startRig();
  url = rig.queue({ name: 'jobs' });
});
afterAll(() => rig.close());

const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const sendBatch = (...Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[]) =>
  rig.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));

describe('one message', () => {
  test('a mebibyte goes through, one byte more does not', async () => {
    await rig.send(url, 'x'.repeat(MIB));
    await rig.send(url, 'ж'.repeat(MIB / 2));
    await expect(rig.send(url, 'x'.repeat(MIB + 1))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    const withAttribute = rig.send(url, 'x'.repeat(MIB), { MessageAttributes: { a: text('b') } });
    await expect(withAttribute).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, text('x')]));
  test.each([
    { name: 'a null character', body: 'a\u0000b', error: 'InvalidMessageContents' },
    { name: 'a character that is none', body: 'a\uFFFEb', error: 'InvalidMessageContents' },
    { name: 'an empty body', body: '', error: 'MissingParameter' },
    { name: 'a delay of 901 seconds', more: { DelaySeconds: 901 } },
    { name: 'eleven attributes', more: { MessageAttributes: eleven } },
    { name: 'an attribute of AWS', more: { MessageAttributes: { 'AWS.x': text('x') } } },
    {
      name: 'an unknown type',
      more: { MessageAttributes: { a: { DataType: 'Date', StringValue: 'x' } } },
    },
    { name: 'a deduplication id', more: { MessageDeduplicationId: 'd' } },
  ])('$name is refused', async ({ body = 'body', error = 'InvalidParameterValue', more = {} }) => {
    await expect(rig.send(url, body, more)).rejects.toMatchObject({
      name: error,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each([
    { name: 'eleven at once', more: { MaxNumberOfMessages: 11 } },
    { name: 'none at once', more: { MaxNumberOfMessages: 0 } },
    { name: 'waiting for 21 seconds', more: { WaitTimeSeconds: 21 } },
    { name: 'hiding for more than twelve hours', more: { VisibilityTimeout: 43_201 } },
  ])('receiving with $name is refused', async ({ more }) => {
    await expect(rig.receive(url, more)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('a batch', () => {
  test('an entry that is refused does not stop the others', async () => {
    const batch = rig.queue({ name: 'partial' });
    const { Successful, Failed } = await rig.client.send(
      new SendMessageBatchCommand({
        QueueUrl: batch,
        Entries: [
          { Id: 'good', MessageBody: 'one' },
          { Id: 'bad', MessageBody: 'a\u0001' },
          { Id: 'late', MessageBody: 'two', DelaySeconds: 901 },
          { Id: 'fine', MessageBody: 'three' },
        ],
      }),
    );
    expect(Successful?.map(entry => entry.Id)).toEqual(['good', 'fine']);
    expect(Failed).toMatchObject([
      { Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' },
      { Id: 'late', SenderFault: true, Code: 'InvalidParameterValue' },
    ]);
    const messages = await rig.receive(batch);
    expect(messages.map(({ Body }) => Body)).toEqual(['one', 'three']);
    const deleted = await rig.client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: batch,
        Entries: [
          { Id: 'a', ReceiptHandle: messages[0]?.ReceiptHandle },
          { Id: 'b', ReceiptHandle: 'nonsense' },
        ],
      }),
    );
    expect(deleted.Successful).toEqual([{ Id: 'a' }]);
    expect(deleted.Failed).toMatchObject([{ Id: 'b', Code: 'ReceiptHandleIsInvalid' }]);
  });

  const entry = (Id: string, MessageBody = 'x') => ({ Id, MessageBody });
  test.each([
    { name: 'nothing', entries: [], error: 'EmptyBatchRequest' },
    {
      name: 'eleven entries',
      entries: Array.from({ length: 11 }, (_, i) => entry(`e${i}`)),
      error: 'TooManyEntriesInBatchRequest',
    },
    { name: 'an id twice', entries: [entry('a'), entry('a')], error: 'BatchEntryIdsNotDistinct' },
    { name: 'an id with a dot', entries: [entry('a.b')], error: 'InvalidBatchEntryId' },
    {
      name: 'more than a mebibyte in all',
      entries: [entry('a', 'x'.repeat(600_000)), entry('b', 'x'.repeat(600_000))],
      error: 'BatchRequestTooLong',
    },
  ])('of $name is refused', async ({ entries, error }) => {
    await expect(sendBatch(...entries)).rejects.toMatchObject({ name: error });
  });
});

describe('queues', () => {
  test.each([
    { name: 'bad name', more: {}, error: 'InvalidParameterValue' },
    { name: 'order.fifo', more: {}, error: 'InvalidParameterValue' },
    { name: 'order', more: { fifo: true }, error: 'InvalidParameterValue' },
    { name: 'x'.repeat(81), more: {}, error: 'InvalidParameterValue' },
    { name: 'range', more: { delaySeconds: 901 }, error: 'InvalidAttributeValue' },
    {
      name: 'never-received',
      more: { deadLetter: { queueName: 'jobs', maxReceiveCount: 0 } },
      error: 'InvalidAttributeValue',
    },
    {
      name: 'no-such-target',
      more: { deadLetter: { queueName: 'none', maxReceiveCount: 3 } },
      error: 'InvalidParameterValue',
    },
  ])('a queue "$name" is refused', ({ name, more, error }) => {
    expect(() => rig.queue({ name, ...more })).toThrow(expect.objectContaining({ code: error }));
  });

  test('one is listed by prefix and described', async () => {
    const QueueUrl = rig.queue({
      name: 'described',
      retentionSeconds: 120,
      visibilityTimeoutSeconds: 7,
    });
    expect(QueueUrl).toBe(`${rig.endpoint()}/000000000000/described`);
    const { QueueUrls } = await rig.client.send(
      new ListQueuesCommand({ QueueNamePrefix: 'descr' }),
    );
    expect(QueueUrls).toEqual([QueueUrl]);
    const { Attributes } = await rig.client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: 'arn:aws:sqs:eu-central-1:000000000000:described',
      VisibilityTimeout: '7',
      MessageRetentionPeriod: '120',
      MaximumMessageSize: String(MIB),
      ApproximateNumberOfMessages: '0',
    });
  });

  test('an unknown one is refused by name and by its older code', async () => {
    const missing = rig.send(`${rig.endpoint()}/000000000000/nothing`, 'x');
    await expect(missing).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  });

  test('a declaration is repeated at every start and brings settings up to date', async () => {
    await rig.send(rig.queue({ name: 'declared', visibilityTimeoutSeconds: 5 }), 'kept');
    const declared = rig.queue({ name: 'declared', visibilityTimeoutSeconds: 50 });
    expect(await rig.bodies(declared)).toEqual(['kept']);
    rig.passSeconds(49);
    expect(await rig.bodies(declared)).toEqual([]);
  });

  test('a request without credentials is refused', async () => {
    const response = await fetch(rig.endpoint(), {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.ListQueues' },
      body: '{}',
    });
    expect(response.status).toBe(403);
  });

  test('a request that is no JSON and an unknown operation are refused, not crashed on', async () => {
    const post = (target: string, body: string) =>
      fetch(rig.endpoint(), {
        method: 'POST',
        headers: { authorization: 'x', 'x-amz-target': `AmazonSQS.${target}` },
        body,
      });
    expect((await post('ListQueues', '{')).status).toBe(400);
    expect((await post('SendMessage', '{"QueueUrl":5}')).status).toBe(400);
    expect((await post('CreateQueue', '{"QueueName":"q"}')).status).toBe(400);
    expect((await post('toString', '{}')).status).toBe(400);
  });
});

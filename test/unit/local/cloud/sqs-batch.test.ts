import { expect, test } from 'vitest';
import { doneMessages, toSqsEvent } from '../../../../local/cloud/sqs-poller/batch.ts';

const MESSAGES = ['a', 'b', 'c'].map(MessageId => ({ MessageId, ReceiptHandle: `r-${MessageId}` }));
const failures = (...ids: string[]) => ({
  batchItemFailures: ids.map(itemIdentifier => ({ itemIdentifier })),
});

test.each([
  { name: 'nothing', answer: null, done: 'abc' },
  { name: 'an empty object', answer: {}, done: 'abc' },
  { name: 'no failures', answer: failures(), done: 'abc' },
  { name: 'null failures', answer: { batchItemFailures: null }, done: 'abc' },
  { name: 'one failure', answer: failures('b'), done: 'ac' },
  { name: 'an unknown failure', answer: failures('z'), done: '' },
  { name: 'an empty identifier', answer: failures(''), done: '' },
  { name: 'nonsense', answer: { batchItemFailures: ['b'] }, done: '' },
])('a function that answers $name has done "$done"', ({ answer, done }) => {
  const invocation = { payload: JSON.stringify(answer) };
  const messages = doneMessages(MESSAGES, invocation, { reportsFailures: true });
  expect(messages.map(({ MessageId }) => MessageId).join('')).toBe(done);
});

test('without partial answers it is all or nothing', () => {
  const one = { payload: JSON.stringify(failures('b')) };
  expect(doneMessages(MESSAGES, one, { reportsFailures: false })).toHaveLength(3);
  const error = { errorType: 'E', errorMessage: '' };
  expect(doneMessages(MESSAGES, { ...one, error }, { reportsFailures: true })).toEqual([]);
});

test('a message becomes a record', () => {
  const message = {
    MessageId: 'm',
    ReceiptHandle: 'r',
    Body: 'text',
    MD5OfBody: 'md5',
    Attributes: { ApproximateReceiveCount: '2' },
    MessageAttributes: {
      text: { DataType: 'String', StringValue: 'x' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) },
    },
  };
  expect(toSqsEvent([message], 'arn:q', 'eu-central-1').Records).toEqual([
    {
      messageId: 'm',
      receiptHandle: 'r',
      body: 'text',
      md5OfBody: 'md5',
      attributes: { ApproximateReceiveCount: '2' },
      messageAttributes: {
        text: { dataType: 'String', stringValue: 'x' },
        bytes: { dataType: 'Binary', binaryValue: 'AQI=' },
      },
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:q',
      awsRegion: 'eu-central-1',
    },
  ]);
});

import type { Message } from '@aws-sdk/client-sqs';
import type { Invocation } from '../lambda/pool.ts';
import { BatchAnswer, type Mapping } from './mapping.contract.ts';

/** The event that Lambda makes of messages. */
export function toSqsEvent(messages: readonly Message[], queueArn: string, awsRegion: string) {
  return {
    Records: messages.map(message => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: attributesOf(message),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion,
    })),
  };
}

const attributesOf = ({ MessageAttributes = {} }: Message) =>
  Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
      },
    ]),
  );

/** Which messages are done with. All others come again when their visibility timeout is over. */
export function doneMessages(
  messages: readonly Message[],
  { payload, error }: Invocation,
  { reportsFailures }: Pick<Mapping, 'reportsFailures'>,
): Message[] {
  if (error) return [];
  if (!reportsFailures) return [...messages];
  const answer = BatchAnswer.safeParse(JSON.parse(payload));
  // An answer that says nothing is a success, one that cannot be understood a failure of all.
  if (!answer.success) return [];
  const failed = (answer.data?.batchItemFailures ?? []).map(item => item.itemIdentifier);
  const known = new Set(messages.map(({ MessageId }) => MessageId));
  if (failed.some(id => !known.has(id))) return [];
  return messages.filter(({ MessageId }) => !failed.includes(MessageId ?? ''));
}

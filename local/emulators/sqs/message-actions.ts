import { z } from 'zod';
import { action } from '../wire/aws-json.ts';
import { checkBatch, eachEntry } from './batch.ts';
import { sqsError } from './errors.ts';
import { BATCH_LIMIT_BYTES, messageBytes } from './limits.ts';
import { OutgoingMessage } from './message.contract.ts';
import { queueAt } from './queues.ts';
import { ReceiveMessage, receiveMessage } from './receive-action.ts';
import { storeMessage } from './send.ts';
import { changeVisibility, deleteMessage } from './settle.ts';
import type { Sqs } from './sqs.ts';
import type { Waiters } from './waiting.ts';

const AtQueue = z.object({ QueueUrl: z.string() });
const Receipt = z.object({ ReceiptHandle: z.string() });
const Visibility = Receipt.extend({ VisibilityTimeout: z.int() });
const Id = z.object({ Id: z.string() });

const batchOf = <S extends z.ZodObject>(entry: S) => AtQueue.extend({ Entries: z.array(entry) });

const SendBatch = batchOf(OutgoingMessage.extend(Id.shape));
type SendBatch = z.infer<typeof SendBatch>;

/** Sending, receiving and settling messages. */
export const messageActions = (sqs: Sqs, waiters: Waiters) => ({
  SendMessage: action(AtQueue.extend(OutgoingMessage.shape), input => {
    const queue = queueAt(sqs, input.QueueUrl);
    const sent = sqs.transaction(() => storeMessage(sqs, queue, input));
    sqs.wake(queue.name);
    return sent;
  }),
  SendMessageBatch: action(SendBatch, input => sendBatch(sqs, input)),
  ReceiveMessage: action(ReceiveMessage, (input, peer) =>
    receiveMessage(sqs, waiters, input, peer),
  ),
  ...settleActions(sqs),
});

/** Every settled message may free its group or show again: waiting receivers look once more. */
const settleActions = (sqs: Sqs) => ({
  DeleteMessage: action(AtQueue.extend(Receipt.shape), input => {
    const queue = queueAt(sqs, input.QueueUrl);
    deleteMessage(sqs, queue, input.ReceiptHandle);
    sqs.wake(queue.name);
    return {};
  }),
  DeleteMessageBatch: action(batchOf(Receipt.extend(Id.shape)), input => {
    const queue = queueAt(sqs, input.QueueUrl);
    return settleBatch(sqs, queue.name, input.Entries, entry =>
      deleteMessage(sqs, queue, entry.ReceiptHandle),
    );
  }),
  ChangeMessageVisibility: action(AtQueue.extend(Visibility.shape), input => {
    const queue = queueAt(sqs, input.QueueUrl);
    changeVisibility(sqs, queue, input.ReceiptHandle, input.VisibilityTimeout);
    sqs.wake(queue.name);
    return {};
  }),
});

function sendBatch(sqs: Sqs, { QueueUrl, Entries }: SendBatch) {
  const queue = queueAt(sqs, QueueUrl);
  checkBatch(Entries);
  const bytes = Entries.reduce((sum, entry) => sum + messageBytes(entry), 0);
  if (bytes > BATCH_LIMIT_BYTES) {
    throw sqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${BATCH_LIMIT_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
  }
  const result = sqs.transaction(() =>
    eachEntry(Entries, entry => storeMessage(sqs, queue, entry)),
  );
  sqs.wake(queue.name);
  return result;
}

function settleBatch<E extends { Id: string }>(
  sqs: Sqs,
  queueName: string,
  entries: readonly E[],
  settle: (entry: E) => void,
) {
  checkBatch(entries);
  const result = sqs.transaction(() =>
    eachEntry(entries, entry => {
      settle(entry);
      return {};
    }),
  );
  sqs.wake(queueName);
  return result;
}

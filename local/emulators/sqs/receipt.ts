import { z } from 'zod';
import { sqsError } from './errors.ts';
import type { MessageRow } from './message.contract.ts';
import { isFifo, type Queue } from './queues.ts';
import type { Sqs } from './sqs.ts';

const InFlight = z.object({
  sequence: z.number(),
  receipt: z.string().nullable(),
  visible_at: z.number(),
  received_at: z.number().nullable(),
});

export const receiptHandle = ({ sequence, receipt }: Pick<MessageRow, 'sequence' | 'receipt'>) =>
  Buffer.from(`${sequence}:${receipt}`).toString('base64');

/**
 * The message that this receive took, or undefined when it is gone or was received again since.
 * On a FIFO queue a handle dies with its visibility timeout.
 */
export function messageInFlight(sqs: Sqs, queue: Queue, handle: string) {
  const [, sequence, receipt] = /^(\d+):([\w-]+)$/.exec(decoded(handle)) ?? [];
  if (!sequence || !receipt) {
    throw sqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  }
  const row = sqs
    .sql(
      `SELECT sequence, receipt, visible_at, received_at FROM messages
       WHERE queue = ? AND sequence = ? AND receipt = ?`,
    )
    .get(queue.name, Number(sequence), receipt);
  const inFlight = row && InFlight.parse(row);
  if (inFlight && isFifo(queue) && inFlight.visible_at <= sqs.now()) throw expired(handle);
  return inFlight;
}

export const expired = (handle: string) =>
  sqsError(
    'InvalidParameterValue',
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
  );

const decoded = (handle: string) => Buffer.from(handle, 'base64').toString('latin1');

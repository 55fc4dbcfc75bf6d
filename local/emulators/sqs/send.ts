import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { attributesMd5, bodyMd5, bodySha256 } from './digests.ts';
import { checkMessage } from './limits.ts';
import type { OutgoingMessage } from './message.contract.ts';
import { numberOf } from './queue-attributes.ts';
import { isFifo, type Queue } from './queues.ts';
import type { Sqs } from './sqs.ts';

const DEDUPLICATION_WINDOW_MS = 5 * 60_000;

const Sent = z.object({ message_id: z.string(), sequence: z.number() });
type Sent = z.infer<typeof Sent>;

/** Stores one message and returns what the sender is told. Call it inside a transaction. */
export function storeMessage(sqs: Sqs, queue: Queue, message: OutgoingMessage) {
  checkMessage(queue, message);
  const sent = isFifo(queue) ? insertOnce(sqs, queue, message) : insert(sqs, queue, message, null);
  return {
    MessageId: sent.message_id,
    MD5OfMessageBody: bodyMd5(message.MessageBody),
    MD5OfMessageAttributes: attributesMd5(message.MessageAttributes),
    ...(isFifo(queue) && { SequenceNumber: sequenceNumber(sent.sequence) }),
  };
}

/** Twenty digits, so that numbers sort as text, as those of AWS do. */
export const sequenceNumber = (sequence: number) => String(sequence).padStart(20, '0');

/** A repeat within the window is answered like the first, and stored only once. */
function insertOnce(sqs: Sqs, queue: Queue, message: OutgoingMessage): Sent {
  const id = message.MessageDeduplicationId ?? bodySha256(message.MessageBody);
  const perGroup = queue.attributes.DeduplicationScope === 'messageGroup';
  const key = [queue.name, perGroup ? (message.MessageGroupId ?? '') : '', id] as const;
  sqs
    .sql('DELETE FROM deduplications WHERE queue = ? AND sent_at <= ?')
    .run(queue.name, sqs.now() - DEDUPLICATION_WINDOW_MS);
  const first = sqs
    .sql('SELECT * FROM deduplications WHERE queue = ? AND scope = ? AND deduplication_id = ?')
    .get(...key);
  if (first) return Sent.parse(first);
  const sent = insert(sqs, queue, message, id);
  sqs
    .sql('INSERT INTO deduplications VALUES (?, ?, ?, ?, ?, ?)')
    .run(...key, sqs.now(), sent.message_id, sent.sequence);
  return sent;
}

function insert(sqs: Sqs, queue: Queue, message: OutgoingMessage, deduplicationId: string | null) {
  const delaySeconds = message.DelaySeconds ?? numberOf(queue.attributes, 'DelaySeconds');
  const id = randomUUID();
  const now = sqs.now();
  const { lastInsertRowid } = sqs
    .sql(
      `INSERT INTO messages (queue, message_id, body, attributes, trace_header, group_id,
         deduplication_id, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      queue.name,
      id,
      message.MessageBody,
      JSON.stringify(message.MessageAttributes),
      message.MessageSystemAttributes.AWSTraceHeader?.StringValue ?? null,
      message.MessageGroupId ?? null,
      deduplicationId,
      now,
      now + delaySeconds * 1000,
    );
  return { message_id: id, sequence: Number(lastInsertRowid) };
}

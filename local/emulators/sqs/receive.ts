import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MessageRow } from './message.contract.ts';
import { numberOf, redriveOf } from './queue-attributes.ts';
import { findQueue, isFifo, type Queue } from './queues.ts';
import type { Sqs } from './sqs.ts';

const COLUMNS = `sequence, message_id, body, attributes, trace_header, group_id, deduplication_id,
  sent_at, receipt, first_received_at, receive_count, dead_letter_source`;

/**
 * A group waits while one of its messages is in flight (it has a receipt and is not visible) or
 * while an earlier one is delayed; several of one group may leave together.
 */
const FIFO_CANDIDATES = `
  SELECT sequence FROM messages m WHERE queue = :queue AND visible_at <= :now
    AND NOT EXISTS (
      SELECT 1 FROM messages other WHERE other.queue = m.queue AND other.group_id = m.group_id
        AND other.visible_at > :now AND (other.receipt IS NOT NULL OR other.sequence < m.sequence))
  ORDER BY sequence LIMIT :most`;

const STANDARD_CANDIDATES = `
  SELECT sequence FROM messages WHERE queue = :queue AND visible_at <= :now
  ORDER BY visible_at, sequence LIMIT :most`;

/** Takes up to `most` messages out of sight for `visibilitySeconds`. */
export function takeMessages(
  sqs: Sqs,
  queue: Queue,
  { most, visibilitySeconds }: { most: number; visibilitySeconds: number },
): MessageRow[] {
  return sqs.transaction(() => {
    dropExpired(sqs, queue);
    buryExhausted(sqs, queue);
    const now = sqs.now();
    const candidates = sqs
      .sql(isFifo(queue) ? FIFO_CANDIDATES : STANDARD_CANDIDATES)
      .all({ queue: queue.name, now, most });
    return candidates.map(({ sequence = null }) =>
      MessageRow.parse(
        sqs
          .sql(
            `UPDATE messages SET receipt = ?, visible_at = ?, received_at = ?,
               first_received_at = COALESCE(first_received_at, ?), receive_count = receive_count + 1
             WHERE sequence = ? RETURNING ${COLUMNS}`,
          )
          .get(randomUUID(), now + visibilitySeconds * 1000, now, now, sequence),
      ),
    );
  });
}

/** Undoes a receive whose answer never left: the client is gone and must not cost a message. */
export function putBack(sqs: Sqs, queueName: string, messages: readonly MessageRow[]) {
  for (const { sequence, receipt } of messages) {
    sqs
      .sql(
        `UPDATE messages SET visible_at = ?, receive_count = receive_count - 1
         WHERE sequence = ? AND receipt = ?`,
      )
      .run(sqs.now(), sequence, receipt);
  }
  if (messages.length > 0) sqs.wake(queueName);
}

export function dropExpired({ sql, now }: Sqs, { name, attributes }: Queue) {
  const oldest = now() - numberOf(attributes, 'MessageRetentionPeriod') * 1000;
  sql('DELETE FROM messages WHERE queue = ? AND sent_at <= ?').run(name, oldest);
}

/** Like SQS, this happens when somebody asks for messages, not when the timeout runs out. */
function buryExhausted(sqs: Sqs, queue: Queue) {
  const redrive = redriveOf(queue.attributes);
  if (!redrive || !findQueue(sqs, redrive.deadLetterQueue)) return;
  const { changes } = sqs
    .sql(
      `UPDATE messages SET queue = ?, dead_letter_source = queue, receipt = NULL, visible_at = ?
       WHERE queue = ? AND receive_count >= ? AND visible_at <= ?`,
    )
    .run(redrive.deadLetterQueue, sqs.now(), queue.name, redrive.maxReceiveCount, sqs.now());
  if (changes !== 0) sqs.wake(redrive.deadLetterQueue);
}

const NextVisible = z.object({ at: z.number().nullable() });

/** When the next hidden message shows, or null. */
export function nextVisibleAt({ sql, now }: Sqs, queueName: string) {
  const row = sql('SELECT MIN(visible_at) AS at FROM messages WHERE queue = ? AND visible_at > ?');
  return NextVisible.parse(row.get(queueName, now())).at;
}

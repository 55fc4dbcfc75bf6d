import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { action } from '../wire/aws-json.ts';
import { sqsError } from './errors.ts';
import { queueNameOf, redriveOf } from './queue-attributes.ts';
import { findQueue, isFifo, listQueues } from './queues.ts';
import type { Sqs } from './sqs.ts';

const Start = z.object({ SourceArn: z.string(), DestinationArn: z.string().optional() });
const List = z.object({ SourceArn: z.string(), MaxResults: z.int().min(1).max(10).default(1) });

const TaskRow = z.object({
  handle: z.string(),
  destination: z.string().nullable(),
  moved: z.number(),
  started_at: z.number(),
});

/**
 * Dead letters go back to work. A task is done before its start is answered, whatever rate was
 * asked for: a local queue is too small for a rate to matter.
 */
export const moveActions = (sqs: Sqs) => ({
  StartMessageMoveTask: action(Start, input => ({ TaskHandle: startMove(sqs, input) })),
  ListMessageMoveTasks: action(List, ({ SourceArn, MaxResults }) => {
    const source = requireByArn(sqs, SourceArn);
    const rows = sqs
      .sql('SELECT * FROM move_tasks WHERE source = ? ORDER BY started_at DESC LIMIT ?')
      .all(source, MaxResults);
    return {
      Results: z
        .array(TaskRow)
        .parse(rows)
        .map(row => taskResult(sqs, source, row)),
    };
  }),
});

function startMove(sqs: Sqs, { SourceArn, DestinationArn }: z.infer<typeof Start>) {
  const source = requireByArn(sqs, SourceArn);
  const destination = DestinationArn === undefined ? null : requireByArn(sqs, DestinationArn);
  if (deadLetterSources(sqs, source).length === 0) {
    throw sqsError('InvalidParameterValue', 'Source queue must be configured as a DLQ.');
  }
  if (destination && isFifo({ name: destination }) !== isFifo({ name: source })) {
    throw sqsError('InvalidParameterValue', 'Source and destination must be of the same type.');
  }
  const handle = randomUUID();
  sqs.transaction(() => {
    const moved = moveMessages(sqs, source, destination);
    sqs
      .sql('INSERT INTO move_tasks VALUES (?, ?, ?, ?, ?)')
      .run(handle, source, destination, moved, sqs.now());
  });
  for (const name of destination ? [destination] : deadLetterSources(sqs, source)) sqs.wake(name);
  return handle;
}

/** Names of the queues whose failed messages go to `name`. */
function deadLetterSources(sqs: Sqs, name: string) {
  return listQueues(sqs)
    .filter(({ attributes }) => redriveOf(attributes)?.deadLetterQueue === name)
    .map(source => source.name);
}

const Movable = z.object({ sequence: z.number(), target: z.string() });

/** A moved message is a new one: new id, new age, nothing received. Those in flight stay. */
function moveMessages({ sql, now }: Sqs, source: string, destination: string | null) {
  const rows = sql(
    `SELECT sequence, COALESCE(:destination, dead_letter_source) AS target FROM messages
     WHERE queue = :source AND visible_at <= :now AND target IN (SELECT name FROM queues)`,
  ).all({ source, destination, now: now() });
  for (const { sequence, target } of z.array(Movable).parse(rows)) {
    sql(
      `UPDATE messages SET queue = ?, message_id = ?, sent_at = ?, visible_at = ?, receipt = NULL,
         received_at = NULL, first_received_at = NULL, receive_count = 0, dead_letter_source = NULL
       WHERE sequence = ?`,
    ).run(target, randomUUID(), now(), now(), sequence);
  }
  return rows.length;
}

function taskResult(sqs: Sqs, source: string, task: z.infer<typeof TaskRow>) {
  return {
    Status: 'COMPLETED',
    SourceArn: sqs.arn(source),
    ...(task.destination && { DestinationArn: sqs.arn(task.destination) }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.moved,
    StartedTimestamp: task.started_at,
  };
}

function requireByArn(sqs: Sqs, arn: string) {
  const queue = findQueue(sqs, queueNameOf(arn));
  if (queue) return queue.name;
  throw sqsError('ResourceNotFoundException', 'The resource that you specified does not exist.');
}

import { z } from 'zod';
import { action } from '../wire/aws-json.ts';
import { sqsError } from './errors.ts';
import { effectiveNumbers, type QueueAttributes } from './queue-attributes.ts';
import { isFifo, listQueues, type Queue, queueAt } from './queues.ts';
import { dropExpired } from './receive.ts';
import type { Sqs } from './sqs.ts';

const AtQueue = z.object({ QueueUrl: z.string() });

/** Finding and describing queues; the template makes them. */
export const queueActions = (sqs: Sqs) => ({
  ListQueues: action(z.object({ QueueNamePrefix: z.string().default('') }), input => {
    const names = listQueues(sqs).map(({ name }) => name);
    const wanted = names.filter(name => name.startsWith(input.QueueNamePrefix));
    return { QueueUrls: wanted.map(name => sqs.url(name)) };
  }),
  GetQueueAttributes: action(
    AtQueue.extend({ AttributeNames: z.array(z.string()).default([]) }),
    input => ({ Attributes: describe(sqs, queueAt(sqs, input.QueueUrl), input.AttributeNames) }),
  ),
});

function describe(sqs: Sqs, queue: Queue, wanted: readonly string[]) {
  dropExpired(sqs, queue);
  const all: QueueAttributes = {
    SqsManagedSseEnabled: 'true',
    ...queue.attributes,
    ...effectiveNumbers(queue.attributes),
    ...counts(sqs, queue),
    ...(isFifo(queue) && { FifoQueue: 'true' }),
    QueueArn: sqs.arn(queue.name),
    CreatedTimestamp: String(Math.floor(queue.created_at / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modified_at / 1000)),
  };
  if (wanted.includes('All')) return all;
  const known = new Set([...Object.keys(all), 'RedrivePolicy', 'RedriveAllowPolicy', 'Policy']);
  const unknown = wanted.find(name => !known.has(name));
  if (unknown) throw sqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
}

const Counts = z.object({
  ApproximateNumberOfMessages: z.coerce.string(),
  ApproximateNumberOfMessagesNotVisible: z.coerce.string(),
  ApproximateNumberOfMessagesDelayed: z.coerce.string(),
});

function counts({ sql, now }: Sqs, { name }: Queue) {
  const row = sql(
    `SELECT COUNT(*) FILTER (WHERE visible_at <= :now) AS ApproximateNumberOfMessages,
       COUNT(*) FILTER (WHERE visible_at > :now AND receipt IS NOT NULL)
         AS ApproximateNumberOfMessagesNotVisible,
       COUNT(*) FILTER (WHERE visible_at > :now AND receipt IS NULL)
         AS ApproximateNumberOfMessagesDelayed
     FROM messages WHERE queue = :queue`,
  ).get({ queue: name, now: now() });
  return Counts.parse(row);
}

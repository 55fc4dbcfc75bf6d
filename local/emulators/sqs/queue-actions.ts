import { z } from 'zod';
import { action } from '../wire/aws-json.ts';
import { sqsError } from './errors.ts';
import { effectiveNumbers, QueueAttributes, redriveOf } from './queue-attributes.ts';
import {
  changeAttributes,
  createQueue,
  deleteQueue,
  isFifo,
  listQueues,
  type Queue,
  queueAt,
  requireQueue,
} from './queues.ts';
import { dropExpired } from './receive.ts';
import type { Sqs } from './sqs.ts';

const AtQueue = z.object({ QueueUrl: z.string() });
const Named = z.object({ QueueName: z.string() });

/** Making, finding and describing queues. */
export const queueActions = (sqs: Sqs) => ({
  CreateQueue: action(Named.extend({ Attributes: QueueAttributes.default({}) }), input => {
    createQueue(sqs, input.QueueName, input.Attributes);
    return { QueueUrl: sqs.url(input.QueueName) };
  }),
  GetQueueUrl: action(Named, ({ QueueName }) => ({
    QueueUrl: sqs.url(requireQueue(sqs, QueueName).name),
  })),
  ListQueues: action(z.object({ QueueNamePrefix: z.string().default('') }), input => {
    const names = listQueues(sqs).map(({ name }) => name);
    return urls(
      sqs,
      'QueueUrls',
      names.filter(name => name.startsWith(input.QueueNamePrefix)),
    );
  }),
  GetQueueAttributes: action(
    AtQueue.extend({ AttributeNames: z.array(z.string()).default([]) }),
    input => ({ Attributes: describe(sqs, queueAt(sqs, input.QueueUrl), input.AttributeNames) }),
  ),
  SetQueueAttributes: action(AtQueue.extend({ Attributes: QueueAttributes }), input => {
    const queue = queueAt(sqs, input.QueueUrl);
    changeAttributes(sqs, queue, input.Attributes);
    sqs.wake(queue.name);
    return {};
  }),
  PurgeQueue: action(AtQueue, input => {
    const { name } = queueAt(sqs, input.QueueUrl);
    sqs.sql('DELETE FROM messages WHERE queue = ?').run(name);
    return {};
  }),
  DeleteQueue: action(AtQueue, input => {
    deleteQueue(sqs, queueAt(sqs, input.QueueUrl).name);
    return {};
  }),
  ListDeadLetterSourceQueues: action(AtQueue, input => {
    const { name } = queueAt(sqs, input.QueueUrl);
    return urls(sqs, 'queueUrls', deadLetterSources(sqs, name));
  }),
});

/** Names of the queues whose failed messages go to `name`. */
export function deadLetterSources(sqs: Sqs, name: string) {
  return listQueues(sqs)
    .filter(({ attributes }) => redriveOf(attributes)?.deadLetterQueue === name)
    .map(source => source.name);
}

const urls = (sqs: Sqs, key: string, names: readonly string[]) => ({
  [key]: names.map(name => sqs.url(name)),
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

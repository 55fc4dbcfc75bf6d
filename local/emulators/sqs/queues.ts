import { z } from 'zod';
import { sqsError } from './errors.ts';
import { checkAttributes, QueueAttributes, redriveOf } from './queue-attributes.ts';
import type { Sqs } from './sqs.ts';

const QueueRow = z.object({
  name: z.string(),
  attributes: z.string().transform(text => QueueAttributes.parse(JSON.parse(text))),
  created_at: z.number(),
  modified_at: z.number(),
});
export type Queue = z.infer<typeof QueueRow>;

export const isFifo = (queue: Pick<Queue, 'name'>) => queue.name.endsWith('.fifo');

export function findQueue({ sql }: Sqs, name: string): Queue | undefined {
  const row = sql('SELECT * FROM queues WHERE name = ?').get(name);
  return row && QueueRow.parse(row);
}

/** Host and port of the URL do not matter: clients keep old URLs over a restart. */
export function queueAt(sqs: Sqs, url: string): Queue {
  const queue = findQueue(sqs, url.slice(url.lastIndexOf('/') + 1));
  if (queue) return queue;
  throw sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

export function listQueues({ sql }: Sqs): Queue[] {
  return z.array(QueueRow).parse(sql('SELECT * FROM queues ORDER BY name').all());
}

export function createQueue(sqs: Sqs, name: string, attributes: QueueAttributes) {
  checkName(name, attributes);
  checkAttributes(attributes);
  checkRedrive(sqs, name, attributes);
  const now = sqs.now();
  sqs.sql('INSERT INTO queues VALUES (?, ?, ?, ?)').run(name, JSON.stringify(attributes), now, now);
}

/** What is left out has its default again. */
export function replaceAttributes(sqs: Sqs, name: string, attributes: QueueAttributes) {
  checkAttributes(attributes);
  checkRedrive(sqs, name, attributes);
  sqs
    .sql('UPDATE queues SET attributes = ?, modified_at = ? WHERE name = ?')
    .run(JSON.stringify(attributes), sqs.now(), name);
}

function checkName(name: string, attributes: QueueAttributes) {
  const fifo = attributes.FifoQueue === 'true';
  const good = /^[\w-]{1,80}$/.test(fifo ? name.replace(/\.fifo$/, '') : name);
  if (good && name.length <= 80 && name.endsWith('.fifo') === fifo) return;
  throw sqsError(
    'InvalidParameterValue',
    'A queue name has 1 to 80 letters, digits, hyphens or underscores; that of a FIFO queue, and no other, ends in .fifo.',
  );
}

function checkRedrive(sqs: Sqs, name: string, attributes: QueueAttributes) {
  const redrive = redriveOf(attributes);
  if (!redrive) return;
  const target = findQueue(sqs, redrive.deadLetterQueue);
  if (target && isFifo(target) === isFifo({ name })) return;
  throw sqsError(
    'InvalidParameterValue',
    'The dead-letter queue must exist and be of the same type as its source.',
  );
}

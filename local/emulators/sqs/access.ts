import { z } from 'zod';
import type { Access } from '../iam/decide.ts';
import type { SqsOperation } from './operations.ts';
import type { Sqs } from './sqs.ts';

const AtQueue = z.object({ QueueUrl: z.string() });
const Move = z.object({ SourceArn: z.string() });

/** A batch needs the right to do one of it. */
const AS: Readonly<Partial<Record<SqsOperation, string>>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
};

/** What each operation has to be allowed for: its own name, on the queue it is about. */
export const sqsAccess =
  (sqs: Sqs) =>
  (name: SqsOperation, input: unknown): Access[] => [
    { action: `sqs:${AS[name] ?? name}`, resource: resourceOf(sqs, input) },
  ];

function resourceOf(sqs: Sqs, input: unknown) {
  const queue = AtQueue.safeParse(input).data;
  if (queue) return sqs.arn(queue.QueueUrl.slice(queue.QueueUrl.lastIndexOf('/') + 1));
  return Move.safeParse(input).data?.SourceArn ?? '*';
}

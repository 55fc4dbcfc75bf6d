import type { QueueAttributes } from './queue-attributes.ts';
import { createQueue, findQueue, replaceAttributes } from './queues.ts';
import type { Sqs } from './sqs.ts';

/** A queue of the synthesized template. What is left out has the default of SQS. */
export type QueueDeclaration = {
  name: string;
  visibilityTimeoutSeconds?: number;
  delaySeconds?: number;
  retentionSeconds?: number;
  /** How long a receive waits that names no time itself. */
  receiveWaitSeconds?: number;
  fifo?: boolean;
  contentBasedDeduplication?: boolean;
  deduplicationScope?: 'queue' | 'messageGroup';
  /** The dead-letter queue must have been declared before. */
  deadLetter?: { queueName: string; maxReceiveCount: number };
};

/** Idempotent; messages of a queue that exists already stay. */
export function declareQueue(sqs: Sqs, declaration: QueueDeclaration) {
  const { name } = declaration;
  const attributes = attributesOf(sqs, declaration);
  if (findQueue(sqs, name)) replaceAttributes(sqs, name, attributes);
  else createQueue(sqs, name, attributes);
  return { url: sqs.url(name), arn: sqs.arn(name) };
}

function attributesOf(sqs: Sqs, declaration: QueueDeclaration): QueueAttributes {
  const { deadLetter } = declaration;
  const values = {
    VisibilityTimeout: declaration.visibilityTimeoutSeconds,
    DelaySeconds: declaration.delaySeconds,
    MessageRetentionPeriod: declaration.retentionSeconds,
    ReceiveMessageWaitTimeSeconds: declaration.receiveWaitSeconds,
    FifoQueue: declaration.fifo || undefined,
    ContentBasedDeduplication: declaration.contentBasedDeduplication,
    DeduplicationScope: declaration.deduplicationScope,
    RedrivePolicy:
      deadLetter &&
      JSON.stringify({
        deadLetterTargetArn: sqs.arn(deadLetter.queueName),
        maxReceiveCount: deadLetter.maxReceiveCount,
      }),
  };
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set.map(([key, value]) => [key, String(value)]));
}

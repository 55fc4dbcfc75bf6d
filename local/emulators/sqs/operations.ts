import type { Operation } from '../wire/operation.ts';

/** Every operation that this server answers. */
export const SQS_OPERATIONS = [
  { name: 'ListQueues', file: 'docs/runbook.md' },
  { name: 'GetQueueAttributes', file: 'docs/runbook.md' },
  { name: 'SendMessage', file: 'src/adapters/sqs/commands.ts' },
  { name: 'SendMessageBatch', planned: 'one request that commands up to 200 recordings' },
  { name: 'ReceiveMessage', file: 'local/cloud/sqs-poller/poller.ts' },
  { name: 'DeleteMessage', file: 'docs/runbook.md' },
  { name: 'DeleteMessageBatch', file: 'local/cloud/sqs-poller/poller.ts' },
  {
    name: 'ChangeMessageVisibility',
    planned: 'an update of Telegram waits as long as its rate limit says',
  },
  { name: 'StartMessageMoveTask', file: 'docs/runbook.md' },
  { name: 'ListMessageMoveTasks', file: 'docs/runbook.md' },
] as const satisfies readonly Operation[];

export type SqsOperation = (typeof SQS_OPERATIONS)[number]['name'];

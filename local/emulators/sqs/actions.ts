import type { Action } from '../wire/aws-json.ts';
import { messageActions } from './message-actions.ts';
import { moveActions } from './move-actions.ts';
import type { SqsOperation } from './operations.ts';
import { queueActions } from './queue-actions.ts';
import type { Sqs } from './sqs.ts';
import type { Waiters } from './waiting.ts';

/** What each operation does. */
export const sqsActions = (sqs: Sqs, waiters: Waiters): Record<SqsOperation, Action> => ({
  ...queueActions(sqs),
  ...messageActions(sqs, waiters),
  ...moveActions(sqs),
});

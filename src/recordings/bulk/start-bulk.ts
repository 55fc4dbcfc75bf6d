import { idOf, type RecordingId, type WorkspaceId } from '../../kernel/ids.ts';
import { type QueueJobDeps, queueJob } from '../../tasks/jobs/queue-job.ts';
import type { BulkOrder } from './bulk-item.ts';

type Bulk = {
  ids: readonly RecordingId[];
  order: BulkOrder;
  operationId: string;
  requestId: string;
};

/** Queues one task over many recordings. What becomes of each is in the task's items. */
export const startBulk =
  (deps: QueueJobDeps) =>
  (workspaceId: WorkspaceId, { ids, order, operationId, requestId }: Bulk) =>
    queueJob(deps)(workspaceId, {
      kind: 'bulk',
      taskId: idOf('task', operationId),
      order,
      ids,
      requestId,
    });

import * as z from 'zod';
import { operationOfPart } from '../../kernel/derived-id.ts';
import { AppError } from '../../kernel/errors.ts';
import { isId } from '../../kernel/ids.ts';
import type { Beginning, JobHandler } from '../../tasks/jobs/ports.ts';
import { deleteRecording } from '../delete-recording.ts';
import { noSuchRecording } from '../load-recording.ts';
import { processRecording } from '../process-recording.ts';
import type { RecordingKey } from '../recording-key.ts';
import { downloadRecording } from '../runs/download-recording.ts';
import { type OperationDeps, startOperation } from '../runs/start-operation.ts';
import { BULK_OPERATIONS } from './bulk-operations.ts';

/** What is asked of each recording, as the job keeps it. */
export const BulkOrder = z.strictObject({
  operation: z.literal(BULK_OPERATIONS),
  config: z.record(z.string(), z.unknown()).optional(),
  presetIds: z.array(z.string()).optional(),
  platforms: z.array(z.string()).optional(),
});
export type BulkOrder = z.infer<typeof BulkOrder>;

export type BulkItemDeps = OperationDeps & Parameters<typeof deleteRecording>[0];

/**
 * Does to one recording what its own route would do. A task is named after the job and the recording,
 * so that a repeat finds it; a deletion is written down before, as nothing is left to be found.
 */
export const bulkItem =
  (deps: BulkItemDeps): JobHandler =>
  async ({ subject: { workspaceId }, taskId, job, requestId }, id, beginning) => {
    if (!isId('recording', id)) throw noSuchRecording();
    const key = { workspaceId, recordingId: id };
    const { operation, ...order } = BulkOrder.parse(job.order);
    const asked = { operationId: operationOfPart(taskId, id), requestId };
    switch (operation) {
      case 'delete':
        await deleteOnce(deps, key, beginning);
        return { status: 'done' };
      case 'download':
        return downloadRecording(deps)(key);
      case 'process': {
        const task = await processRecording(deps)(key, { ...order, ...asked });
        return { status: 'started', taskId: task.taskId };
      }
      default: {
        const task = await startOperation(deps)(key, { ...order, operation, ...asked });
        return { status: 'started', taskId: task.taskId };
      }
    }
  };

async function deleteOnce(deps: BulkItemDeps, key: RecordingKey, { hasBegun, begin }: Beginning) {
  if (await deps.recordings.find(key)) {
    await begin();
    return deleteRecording(deps)(key).catch(unlessGone);
  }
  // Gone by the hand of who died before it could say so, or never there.
  if (!hasBegun) throw noSuchRecording();
}

/** Somebody else deleted it in this moment, which is what was asked for. */
function unlessGone(error: unknown) {
  if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
}

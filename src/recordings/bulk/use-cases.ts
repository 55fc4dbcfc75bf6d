import type { Clock } from '../../kernel/clock.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext, UseCases } from '../../kernel/http/use-cases.ts';
import type { QueueJobDeps } from '../../tasks/jobs/queue-job.ts';
import { taskView } from '../../tasks/task-view.ts';
import type { PrepareDeps } from '../runs/prepare-operation.ts';
import type { BulkOrder } from './bulk-item.ts';
import type { BulkOperation } from './bulk-operations.ts';
import { previewBulk } from './preview-bulk.ts';
import type { bulkRoutes } from './routes.ts';
import { type SelectDeps, type Selection, selectRecordings } from './select-recordings.ts';
import { startBulk } from './start-bulk.ts';

export type BulkDeps = PrepareDeps & SelectDeps & QueueJobDeps & { clock: Clock };

type Input = Selection & { dry_run: boolean };

/** What each route of many recordings does, in the names of the API. */
export function bulkUseCases(deps: BulkDeps): UseCases<typeof bulkRoutes> {
  const ordered = async (
    { workspaceId }: Caller,
    { dry_run: isDry, ...selection }: Input,
    order: BulkOrder,
    { operationId, requestId }: RequestContext,
  ) => {
    const ids = await selectRecordings(deps)(workspaceId, selection);
    if (isDry) return previewBulk(deps)(workspaceId, ids, order);
    const task = await startBulk(deps)(workspaceId, { ids, order, operationId, requestId });
    return taskView(task, deps.clock());
  };
  const run =
    (operation: BulkOperation) =>
    (
      caller: Caller,
      { config, ...input }: Input & { config?: BulkOrder['config'] },
      request: RequestContext,
    ) =>
      ordered(caller, input, { operation, config }, request);
  return {
    processMany: run('process'),
    downloadMany: run('download'),
    trimMany: run('trim'),
    transcribeMany: run('transcribe'),
    findTopicsOfMany: run('topics'),
    subtitleMany: run('subtitles'),
    uploadMany: (caller, { preset_ids: presetIds, platforms, ...input }, request) =>
      ordered(caller, input, { operation: 'upload', presetIds, platforms }, request),
    deleteMany: run('delete'),
  };
}

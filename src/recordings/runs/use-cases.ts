import type { Overrides } from '../../config/resolve.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext, UseCases } from '../../kernel/http/use-cases.ts';
import type { RecordingId } from '../../kernel/ids.ts';
import type { Task } from '../../pipeline/tasks/task.ts';
import { taskView } from '../../tasks/task-view.ts';
import { cancelRecording } from '../cancel-recording.ts';
import { type ProcessDeps, processRecording } from '../process-recording.ts';
import type { RecordingKey } from '../recording-key.ts';
import { retryRecording } from '../retry-recording.ts';
import { versionUseCases } from '../versions/use-cases.ts';
import { downloadRecording } from './download-recording.ts';
import type { Operation } from './operations.ts';
import type { Order } from './prepare-operation.ts';
import { type PreviewOperationDeps, previewOperation } from './preview-operation.ts';
import type { runRoutes } from './routes.ts';
import { type OperationDeps, startOperation } from './start-operation.ts';

type Deps = ProcessDeps &
  OperationDeps &
  PreviewOperationDeps &
  Parameters<typeof cancelRecording>[0] &
  Parameters<typeof versionUseCases>[0];

/** What each route of runs does, in the names of the API. */
export function runUseCases(deps: Deps): UseCases<typeof runRoutes> {
  const shown = async (task: Promise<Task>) => taskView(await task, deps.clock());
  const ordered = (caller: Caller, input: Dry, order: Order, asked: RequestContext) => {
    const key = keyOf(caller, input);
    if (input.dry_run) return previewOperation(deps)(key, order);
    return shown(startOperation(deps)(key, { ...order, ...idsOf(asked) }));
  };
  const run =
    (operation: Operation) =>
    (caller: Caller, { config, ...input }: Dry & { config: Overrides }, request: RequestContext) =>
      ordered(caller, input, { operation, config }, request);
  return {
    ...versionUseCases(deps),
    processRecording: (caller, { config, priority, force, dry_run: isDry, ...input }, request) => {
      const key = keyOf(caller, input);
      if (isDry) return previewOperation(deps)(key, { config, force });
      return shown(processRecording(deps)(key, { config, priority, force, ...idsOf(request) }));
    },
    downloadRecording: (caller, input) => downloadRecording(deps)(keyOf(caller, input)),
    trimRecording: run('trim'),
    transcribeRecording: run('transcribe'),
    subtitleRecording: run('subtitles'),
    uploadRecording: (caller, { preset_ids, platforms, ...input }, request) =>
      ordered(caller, input, { operation: 'upload', presetIds: preset_ids, platforms }, request),
    retryRecording: (caller, input, request) =>
      shown(retryRecording(deps)(keyOf(caller, input), idsOf(request))),
    cancelRecording: (caller, input) => shown(cancelRecording(deps)(keyOf(caller, input))),
  };
}

const idsOf = ({ operationId, requestId }: RequestContext) => ({ operationId, requestId });

type Input = { recording_id: RecordingId };
type Dry = Input & { dry_run: boolean };

const keyOf = ({ workspaceId }: Caller, { recording_id }: Input): RecordingKey => ({
  workspaceId,
  recordingId: recording_id,
});

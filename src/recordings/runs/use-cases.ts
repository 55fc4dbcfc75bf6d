import type { Caller } from '../../kernel/http/route.ts';
import type { UseCases } from '../../kernel/http/use-cases.ts';
import type { RecordingId } from '../../kernel/ids.ts';
import type { Task } from '../../pipeline/tasks/task.ts';
import { taskView } from '../../tasks/task-view.ts';
import { cancelRecording } from '../cancel-recording.ts';
import { type ProcessDeps, processRecording } from '../process-recording.ts';
import type { RecordingKey } from '../recording-key.ts';
import { retryRecording } from '../retry-recording.ts';
import { versionUseCases } from '../versions/use-cases.ts';
import type { runRoutes } from './routes.ts';

type Deps = ProcessDeps &
  Parameters<typeof cancelRecording>[0] &
  Parameters<typeof versionUseCases>[0];

/** What each route of runs does, in the names of the API. */
export function runUseCases(deps: Deps): UseCases<typeof runRoutes> {
  const shown = async (task: Promise<Task>) => taskView(await task, deps.clock());
  return {
    ...versionUseCases(deps),
    processRecording: (caller, { config, priority, force, ...input }, { operationId }) =>
      shown(processRecording(deps)(keyOf(caller, input), { config, priority, force, operationId })),
    retryRecording: (caller, input, { operationId }) =>
      shown(retryRecording(deps)(keyOf(caller, input), operationId)),
    cancelRecording: (caller, input) => shown(cancelRecording(deps)(keyOf(caller, input))),
  };
}

type Input = { recording_id: RecordingId };

const keyOf = ({ workspaceId }: Caller, { recording_id }: Input): RecordingKey => ({
  workspaceId,
  recordingId: recording_id,
});

import { idOf } from '../kernel/ids.ts';
import { loadRecording } from './load-recording.ts';
import type { RecordingKey } from './recording-key.ts';
import { type StartRunDeps, startRun } from './runs/start-run.ts';

type Asked = { operationId: string; requestId?: string | undefined };

/** Queues a failed recording again: it goes on where it failed, by what that run was asked for. */
export const retryRecording =
  (deps: StartRunDeps) =>
  async (key: RecordingKey, { operationId, requestId }: Asked) => {
    const { lastTaskId } = await loadRecording(deps.recordings, key);
    const { workspaceId } = key;
    const failed = lastTaskId && (await deps.tasks.find({ workspaceId, taskId: lastTaskId }));
    const { requestConfig, stages } = failed || {};
    return startRun(deps)(key, {
      ...{ from: ['FAILED'], taskId: idOf('task', operationId) },
      ...{ requestConfig, stages, requestId },
    });
  };
